// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** A category of the JVM's native memory tracking over time, of which the first and the last figure matter, and the most. */
public final class NativeTrack {
    private Timed<Long> first;
    private Timed<Long> last;
    private long peakBytes;

    NativeTrack(long epochNanos, long committedBytes) {
        first = new Timed<>(epochNanos, committedBytes);
        last = first;
        peakBytes = committedBytes;
    }

    NativeTrack add(NativeTrack other) {
        first = other.first.epochNanos() < first.epochNanos() ? other.first : first;
        last = other.last.epochNanos() >= last.epochNanos() ? other.last : last;
        peakBytes = Math.max(peakBytes, other.peakBytes);
        return this;
    }

    public long startBytes() {
        return first.event();
    }

    public long endBytes() {
        return last.event();
    }

    public long changeBytes() {
        return endBytes() - startBytes();
    }

    public long peakBytes() {
        return peakBytes;
    }
}
