// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.Arrays;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.Probes;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;

/**
 * Measures once, in this JVM, what a pair of probes costs that finds nothing new: the price of a call. Takes some
 * 20 ms of CPU, on a thread of our own, when the first chunk ends and the JIT has done its work.
 */
final class ProbeTiming {
    private static final int BATCHES = 30;
    private static final int PAIRS = 20_000;

    private boolean measured;
    private double nanosPerPair;
    private long bytesPerPair;

    /** Measures unless that was done. */
    void measureOnce() {
        if (measured || Threads.live().isEmpty()) {
            return;
        }
        measured = true;
        OwnThread.run("timing", this::measure);
    }

    private void measure() {
        try {
            Frame outer = Probes.enter(1);
            TracedThread self = Threads.known();
            double[] nanos = new double[BATCHES];
            for (int batch = 0; batch < BATCHES; batch++) {
                long bytes = self == null ? 0 : self.bookedBytes();
                long before = System.nanoTime();
                runPairs();
                nanos[batch] = (double) (System.nanoTime() - before) / PAIRS;
                bytesPerPair = self == null ? 0 : (self.bookedBytes() - bytes) / PAIRS;
            }
            Probes.exit(outer);
            Arrays.sort(nanos);
            nanosPerPair = nanos[BATCHES / 4]; // the first batches ran before the JIT was done
        } finally {
            Threads.forgetCurrent();
        }
    }

    private static void runPairs() {
        for (int i = 0; i < PAIRS; i++) {
            Probes.exit(Probes.enter(2));
        }
    }

    void write(long calls) {
        if (measured) {
            ProbeCost event = new ProbeCost();
            event.probe = "call";
            event.calls = calls;
            event.nanosPerCall = nanosPerPair;
            event.bytesPerCall = bytesPerPair;
            event.commit();
        }
    }
}
