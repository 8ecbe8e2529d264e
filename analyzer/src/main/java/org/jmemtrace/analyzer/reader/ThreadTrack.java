// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import org.jmemtrace.events.ThreadSample;

/** The samples of one native thread, of which only the first and the last matter. */
public final class ThreadTrack {
    /** What one fault maps; huge pages map more, which then shows in the rest that no row explains. */
    public static final long PAGE_BYTES = 4096;

    private Timed<ThreadSample> first;
    private Timed<ThreadSample> last;
    private long secondEpochNanos = Long.MAX_VALUE;
    private boolean woven;

    public ThreadTrack(Timed<ThreadSample> sample) {
        first = sample;
        last = sample;
        woven = sample.event().javaThreadId != 0;
    }

    public void add(Timed<ThreadSample> sample) {
        woven |= sample.event().javaThreadId != 0;
        if (sample.epochNanos() < first.epochNanos()) {
            secondEpochNanos = first.epochNanos();
            first = sample;
        } else if (sample.epochNanos() > first.epochNanos()) {
            secondEpochNanos = Math.min(secondEpochNanos, sample.epochNanos());
        }
        if (sample.epochNanos() >= last.epochNanos()) {
            last = sample;
        }
    }

    void add(ThreadTrack later) {
        add(later.first);
        if (later.secondEpochNanos != Long.MAX_VALUE) {
            secondEpochNanos = Math.min(secondEpochNanos, later.secondEpochNanos);
        }
        woven |= later.woven;
        if (later.last.epochNanos() >= last.epochNanos()) {
            last = later.last;
        }
    }

    public long osThreadId() {
        return last.event().osThreadId;
    }

    public String name() {
        return last.event().name;
    }

    /** Whether it ran woven code, so that it has a tree of its own. */
    public boolean isWoven() {
        return woven;
    }

    public long firstEpochNanos() {
        return first.epochNanos();
    }

    public long lastEpochNanos() {
        return last.epochNanos();
    }

    /** When the thread was sampled again; the largest number if it was not. */
    public long secondEpochNanos() {
        return secondEpochNanos;
    }

    /** Bytes of pages that the thread touched first between its first and its last sample. */
    public long growthBytes() {
        return pages(last) >= pages(first) ? (pages(last) - pages(first)) * PAGE_BYTES : growthSinceBeginBytes();
    }

    /** The same since the thread began. */
    public long growthSinceBeginBytes() {
        return pages(last) * PAGE_BYTES;
    }

    private static long pages(Timed<ThreadSample> sample) {
        return sample.event().minorFaults + sample.event().majorFaults;
    }
}
