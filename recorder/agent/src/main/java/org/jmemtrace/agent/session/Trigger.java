// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jmemtrace.probes.TracedThread;

/**
 * The resident growth that makes a call worth an event. When too many calls reach it, it is doubled until the next
 * period begins: the largest stay, the file stays small, and the tree has the figures of all.
 */
final class Trigger {
    private static final int EVENTS_PER_PERIOD = 1000;

    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong raised = new AtomicLong();
    private long baseBytes;
    private long nowBytes;

    /** Sets the trigger that the recordings ask for; 0, which means every call, is never raised. */
    synchronized void set(long bytes) {
        baseBytes = bytes;
        lower();
    }

    /** Begins a period. */
    synchronized void lower() {
        events.set(0);
        nowBytes = baseBytes;
        TracedThread.setTriggerBytes(nowBytes);
    }

    /** Counts an event. */
    void written() {
        if (events.incrementAndGet() > EVENTS_PER_PERIOD) {
            raise();
        }
    }

    private synchronized void raise() {
        if (baseBytes > 0 && events.get() > EVENTS_PER_PERIOD) {
            events.set(0);
            nowBytes *= 2;
            TracedThread.setTriggerBytes(nowBytes);
            raised.incrementAndGet();
        }
    }

    /** How often it was doubled. */
    long raised() {
        return raised.get();
    }
}
