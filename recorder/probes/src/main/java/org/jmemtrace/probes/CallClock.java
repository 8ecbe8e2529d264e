// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/**
 * A clock that somebody else moves, so that reading it costs a load instead of the 20 ns of a real one. It tells when
 * a call began to within the mover's period.
 */
public final class CallClock {
    private static volatile long now;

    private CallClock() {}

    /** Sets the time, in ticks of the setter's choice. */
    public static void set(long ticks) {
        now = ticks;
    }

    /** The time that was set last; 0 before the first. */
    public static long now() {
        return now;
    }
}
