// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** The time that chunks cover together. */
final class TimeSpan {
    private long startEpochNanos = Long.MAX_VALUE;
    private long endEpochNanos = Long.MIN_VALUE;

    void include(long start, long end) {
        startEpochNanos = Math.min(startEpochNanos, start);
        endEpochNanos = Math.max(endEpochNanos, end);
    }

    long startEpochNanos() {
        return startEpochNanos;
    }

    long endEpochNanos() {
        return endEpochNanos;
    }
}
