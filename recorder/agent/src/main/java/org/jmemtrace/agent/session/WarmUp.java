// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import org.jmemtrace.agent.weave.SampleWeaving;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.Probes;
import org.jmemtrace.probes.Threads;

/**
 * Runs every path that a probe can take once, on a thread of our own, before any woven code does: so that no class of
 * ours is loaded on the program's threads, in the middle of what it is doing.
 */
final class WarmUp {
    private WarmUp() {}

    static void run(Calls calls) {
        Thread thread = new Thread(null, () -> exercise(calls), "jmemtrace warm-up", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exercise(Calls calls) {
        try {
            Threads.start();
            SampleWeaving.run();
            Frame outer = Probes.enter(1);
            Frame inner = Probes.enter(1);
            Probes.exit(new IllegalStateException(), inner);
            Probes.exit(outer);
            Threads.forgetCurrent();
            Threads.stop();
        } catch (Throwable failure) {
            calls.failed(failure);
        }
    }
}
