// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

/**
 * Lets costly reads (the kernel walks all pages of a process for its PSS, all its threads for their switches) take a
 * share of the time and no more. What is refused is asked for again the next time, longest waiting first.
 */
final class Budget {
    /** 2 % of one core. */
    private static final int SHARE = 50;

    /** Saved up when there was little to read; enough for some hundred processes at once. */
    private static final long MOST_NANOS = 30_000_000;

    private long leftNanos = MOST_NANOS;
    private long lastNanos;

    Budget(long nowNanos) {
        lastNanos = nowNanos;
    }

    boolean allows(long nowNanos) {
        leftNanos = Math.min(MOST_NANOS, leftNanos + (nowNanos - lastNanos) / SHARE);
        lastNanos = nowNanos;
        return leftNanos > 0;
    }

    void spend(long nanos) {
        leftNanos -= nanos;
    }
}
