// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import jdk.internal.misc.Unsafe;
import jdk.jfr.internal.JVM;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.events.CallRss;
import org.jmemtrace.probes.CallClock;
import org.jspecify.annotations.Nullable;

/**
 * Moves the coarse clock of the probes, in flight recorder's ticks, so that an event written at the end of a call can
 * say when the call began.
 */
final class EventClock {
    /** So much the beginning of a call may be off: costs 100 wake-ups a second. */
    private static final long PERIOD_MILLIS = 10;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long UNKNOWN = -1;

    /** Of the field that flight recorder adds to each event class. */
    private static final long START_TIME = startTimeOffset();

    private @Nullable Thread thread;

    synchronized void start() {
        if (START_TIME == UNKNOWN || thread != null) {
            return;
        }
        thread = OwnThread.start("clock", EventClock::move);
    }

    synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
        CallClock.set(0);
    }

    private static void move() {
        try {
            while (true) {
                CallClock.set(JVM.counterTime());
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException stopped) {
            // The last recording is over.
        }
    }

    /** Makes an event begin when its call did; a call that ended within the same period is an instant. */
    static void begin(CallRss event, long enteredAt) {
        if (START_TIME != UNKNOWN && enteredAt != 0 && enteredAt != CallClock.now()) {
            UNSAFE.putLong(event, START_TIME, enteredAt);
        }
    }

    private static long startTimeOffset() {
        try {
            return UNSAFE.objectFieldOffset(CallRss.class, "startTime");
        } catch (InternalError noSuchField) {
            return UNKNOWN; // a flight recorder that keeps time otherwise: all calls are instants
        }
    }
}
