// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.reader.ThreadAllocation;
import org.jmemtrace.analyzer.reader.Timed;

/** An amount that was read now and then; between two readings it goes straight from the one to the other. */
final class Gauge {
    /** The threads of one reading are listed one after the other, within so short a time. */
    private static final long ONE_READING_NANOS = 100_000_000;

    private final long[] epochNanos;
    private final long[] bytes;

    private Gauge(long[] epochNanos, long[] bytes) {
        this.epochNanos = epochNanos;
        this.bytes = bytes;
    }

    static Gauge ofRss(RssSeries rss) {
        long[] times = new long[rss.size()];
        long[] values = new long[rss.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = rss.epochNanos(i);
            values[i] = rss.rssBytes(i);
        }
        return new Gauge(times, values);
    }

    /** The sum over all threads. What a thread that ended had allocated when it was last read stays in it. */
    static Gauge ofAllocation(List<Timed<ThreadAllocation>> allocations) {
        long[] times = new long[allocations.size()];
        long[] sums = new long[allocations.size()];
        Map<Long, Long> byThread = new HashMap<>();
        int readings = 0;
        long sum = 0;
        for (Timed<ThreadAllocation> timed : allocations) {
            ThreadAllocation thread = timed.event();
            Long before = byThread.put(thread.javaThreadId(), thread.bytes());
            sum += thread.bytes() - (before == null ? 0 : before);
            if (readings == 0 || timed.epochNanos() - times[readings - 1] > ONE_READING_NANOS) {
                times[readings++] = timed.epochNanos();
            }
            sums[readings - 1] = sum;
        }
        return new Gauge(Arrays.copyOf(times, readings), Arrays.copyOf(sums, readings));
    }

    boolean hasWithin(long from, long to) {
        int i = firstNotBefore(from);
        return i < epochNanos.length && epochNanos[i] <= to;
    }

    /** Empty before the first reading; after the last one, that. */
    OptionalLong at(long instant) {
        return epochNanos.length == 0 || instant < epochNanos[0] ? OptionalLong.empty() : clampedAt(instant);
    }

    /** Before the first reading that one, after the last one the last. */
    OptionalLong clampedAt(long instant) {
        if (epochNanos.length == 0) {
            return OptionalLong.empty();
        }
        int next = firstNotBefore(instant);
        if (next == 0) {
            return OptionalLong.of(bytes[0]);
        }
        if (next == epochNanos.length) {
            return OptionalLong.of(bytes[next - 1]);
        }
        double share = (double) (instant - epochNanos[next - 1]) / (epochNanos[next] - epochNanos[next - 1]);
        return OptionalLong.of(bytes[next - 1] + Math.round(share * (bytes[next] - bytes[next - 1])));
    }

    /** Of the readings within a time, of which there is one or more, and at its two ends. */
    OptionalLong highest(long from, long to) {
        long highest = Math.max(clampedAt(from).orElse(0), clampedAt(to).orElse(0));
        for (int i = firstNotBefore(from); i < epochNanos.length && epochNanos[i] <= to; i++) {
            highest = Math.max(highest, bytes[i]);
        }
        return OptionalLong.of(highest);
    }

    private int firstNotBefore(long instant) {
        int found = Arrays.binarySearch(epochNanos, instant);
        return found < 0 ? -found - 1 : found;
    }
}
