// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What went wrong inside the recorder and was kept from the program. */
final class Failures {
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable String first;

    void add(Throwable failure) {
        count.incrementAndGet();
        if (failure instanceof VirtualMachineError) {
            // Asking for its trace here, where stack or heap is short, could fail the initializer of a JDK class that
            // makes traces, StackTraceElement$HashedModules, and then the program could print none for good.
            if (first == null) {
                first = failure.getClass().getName();
            }
        } else if (first == null) {
            StackTraceElement[] trace = failure.getStackTrace();
            first = failure + (trace.length == 0 ? "" : " at " + trace[0]);
        }
    }

    long count() {
        return count.get();
    }

    @Nullable String first() {
        return first;
    }
}
