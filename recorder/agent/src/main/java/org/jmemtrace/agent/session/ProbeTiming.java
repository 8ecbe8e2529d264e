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
 * Measures once, in this JVM, what probes cost that find nothing new: a pair, which is the price of a call, and where
 * lines are told apart one that begins a line. Takes some 20 ms of CPU each, on a thread of our own, when the first chunk ends and the JIT has done its work.
 */
final class ProbeTiming {
    private static final int BATCHES = 30;
    private static final int PAIRS = 20_000;

    private boolean measured;
    private double nanosPerPair;
    private double nanosPerLine;
    private long bytesPerPair;

    /** Measures unless that was done. */
    void measureOnce() {
        if (measured || Threads.live().isEmpty()) {
            return;
        }
        measured = true;
        OwnThread.run("timing", this::measure);
    }

    /** As {@link #measureOnce}, of lines. */
    void measureLinesOnce() {
        if (measured && nanosPerLine == 0) {
            OwnThread.run("timing", this::measureLines);
        }
    }

    private void measureLines() {
        try {
            Threads.announceCurrent();
            nanosPerLine = nanosOf(ProbeTiming::runLines);
        } finally {
            Threads.forgetCurrent();
        }
    }

    private void measure() {
        try {
            Threads.announceCurrent();
            Frame outer = Probes.enter(1);
            TracedThread self = Threads.known();
            long bytes = self == null ? 0 : self.bookedBytes();
            nanosPerPair = nanosOf(ProbeTiming::runPairs);
            bytesPerPair = self == null ? 0 : (self.bookedBytes() - bytes) / (BATCHES * PAIRS);
            Probes.exit(outer);
        } finally {
            Threads.forgetCurrent();
        }
    }

    private static double nanosOf(Runnable batch) {
        double[] nanos = new double[BATCHES];
        for (int i = 0; i < BATCHES; i++) {
            long before = System.nanoTime();
            batch.run();
            nanos[i] = (double) (System.nanoTime() - before) / PAIRS;
        }
        Arrays.sort(nanos);
        return nanos[BATCHES / 4]; // the first batches ran before the JIT was done
    }

    private static void runLines() {
        Frame frame = Probes.enter(WarmUp.WITH_LINES);
        for (int i = 0; i < PAIRS; i++) {
            Probes.line(frame, 1 + (i & 1));
        }
        Probes.exit(frame);
    }

    private static void runPairs() {
        for (int i = 0; i < PAIRS; i++) {
            Probes.exit(Probes.enter(2));
        }
    }

    void write(long calls, long lines) {
        if (measured) {
            write("call", calls, nanosPerPair, bytesPerPair);
            if (lines > 0) {
                write("line", lines, nanosPerLine, 0);
            }
        }
    }

    private static void write(String probe, long calls, double nanos, long bytes) {
        ProbeCost event = new ProbeCost();
        event.probe = probe;
        event.calls = calls;
        event.nanosPerCall = nanos;
        event.bytesPerCall = bytes;
        event.commit();
    }
}
