// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.agent.weave.DispatchedNatives;
import org.jmemtrace.agent.weave.SampleWeaving;
import org.jmemtrace.events.TriggerSetting;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.LineCounts;
import org.jmemtrace.probes.Probes;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;

/**
 * Runs every path that a probe can take, on a thread of our own, before any woven code does. So no class of ours is
 * loaded in the middle of what the program does; and the JIT compiles the probes for good while it has nothing else to
 * do. Otherwise they would wait in its queue behind all the program's methods and run profiled, at five times the
 * price, for the first seconds.
 *
 * <p>What is rare comes often here: code for what it never saw the JIT leaves out, and when it does happen throws the
 * probe away. {@code -Xlog:deoptimization=debug} tells whether it had to. Takes some 100 ms, and 3 MiB of the young
 * generation.
 */
final class WarmUp {
    /** HotSpot compiles for good at 5,000 to 15,000 calls. */
    private static final int ROUNDS = 8_000;

    /** Within what the JIT looks at before it compiles, everything must happen several times. */
    private static final int BATCH = 250;

    private static final int RARELY = 32;

    /** So many batches in one tree: new ones are most of what this allocates. */
    private static final int ANEW = 4;

    /** A round is two pairs of probes; profiled, it takes 300 ns and more. */
    private static final long FAST_ROUND_NANOS = 200;

    /** So many batches in a row must be fast: the JIT compiles one method after the other. */
    private static final int FAST_BATCHES = 4;

    /** Longer than this the program is not kept waiting: on a busy machine the JIT takes its time. */
    private static final long PATIENCE_NANOS = 500_000_000;

    /** Enough for some of them to collide in the nodes' tables. What is recorded of them is forgotten. */
    private static final int SITES = 60;

    /** One of them, below the numbers of methods, has lines. */
    static final int WITH_LINES = 4;

    private static final int LINES = 3;

    private static final int PAGE = 4096;

    /** More than a thread has frames for at first. */
    private static final int DEEP = 20;

    @SuppressWarnings("UnusedVariable") // what counts is that it is written
    private static volatile Object sink = "";

    private WarmUp() {}

    /**
     * Goes everywhere once, so that all classes are loaded. Takes some 30 ms.
     *
     * @param classFiles some class files, of which the largest is woven for nothing
     */
    static void load(Calls calls, Collection<byte[]> classFiles) {
        OwnThread.run(
                "warm-up",
                () -> attempt(calls, () -> {
                    SampleWeaving.run(Collections.max(classFiles, Comparator.comparingInt(file -> file.length)));
                    LineCounts.set(WITH_LINES, LINES);
                    exercise(BATCH);
                }));
    }

    /** Goes there until it is compiled; needs {@link #load} before. */
    static void run(Calls calls) {
        OwnThread.run("warm-up", () -> attempt(calls, () -> exercise(ROUNDS)));
    }

    private interface Part {
        void run() throws Exception;
    }

    private static void attempt(Calls calls, Part part) {
        try {
            part.run();
        } catch (Throwable failure) {
            calls.failed(failure);
        }
    }

    /** @param rounds at least; where these are many, until they are fast as well */
    private static void exercise(int rounds) throws InterruptedException {
        TracedThread.setTriggerBytes(TriggerSetting.DEFAULT_BYTES);
        IllegalStateException thrown = new IllegalStateException();
        long deadline = System.nanoTime() + (rounds < ROUNDS ? 0 : PATIENCE_NANOS);
        int fast = 0;
        for (int i = 0; i < rounds || (fast < FAST_BATCHES && System.nanoTime() < deadline); i += BATCH) {
            if (i / BATCH % ANEW == 0) {
                beginAnew(thrown);
            }
            batch(i, thrown);
            fast = nanosOfPlainRounds(thrown) < BATCH * FAST_ROUND_NANOS ? fast + 1 : 0;
            Thread.sleep(1); // for the JIT, if there is but one processor
        }
        Threads.forgetCurrent();
        Threads.stop();
    }

    /** Of as many as a batch has, but without what is rare: what that takes is the kernel's, and says nothing here. */
    private static long nanosOfPlainRounds(Throwable thrown) {
        long before = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            round(i * RARELY + 3, thrown);
        }
        return System.nanoTime() - before;
    }

    /** As on a thread that was never seen, in contexts and at depths that were never reached. */
    private static void beginAnew(Throwable thrown) {
        Threads.forgetCurrent();
        Threads.stop();
        round(0, thrown);
        Threads.start();
        round(2, thrown);
        descend(0, DEEP);
        reportOnce(thrown);
        unwindOnce();
    }

    private static void batch(int start, Throwable thrown) {
        for (int i = start; i < start + BATCH; i++) {
            round(i, thrown);
            if (i % 4 == 0) {
                passLines(i / 4);
            }
            if (i % RARELY == 2) {
                descend(i / RARELY, i / RARELY % 8);
            }
        }
    }

    /** Calls of changing methods, recursive ones, ones that allocate, and ones that an exception leaves. */
    private static void round(int i, Throwable thrown) {
        Frame outer = Probes.enter(1 + i % SITES);
        if (i % RARELY == 0) {
            sink = new byte[PAGE]; // touches a page that nobody has
        }
        Frame inner = Probes.enter(1 + i / 7 % SITES);
        if (i % RARELY == 1) {
            Probes.exit(thrown, inner);
        } else {
            Probes.exit(inner);
        }
        Probes.exit(outer);
    }

    private static void passLines(int i) {
        Frame frame = Probes.enterLine(WITH_LINES);
        Probes.line(frame, 1 + i % LINES);
        if (i % RARELY == 0) {
            sink = new byte[PAGE];
        }
        Probes.line(frame, 1 + (i + 1) % LINES);
        Probes.exit(frame);
        Probes.exit(Probes.enterAgain(1 + i % SITES));
    }

    private static void descend(int seed, int depth) {
        Frame frame = Probes.enter(1 + (seed * 31 + depth) % SITES);
        if (depth > 0) {
            descend(seed, depth - 1);
        }
        Probes.exit(frame);
    }

    /** Whether a call touches new pages here depends on what the JVM did before: this one counts as if it did. */
    private static void reportOnce(Throwable thrown) {
        TracedThread.setTriggerBytes(0);
        round(1, thrown);
        round(2, thrown);
        passLines(1);
        TracedThread.setTriggerBytes(TriggerSetting.DEFAULT_BYTES);
    }

    /** An exit that never ran, and one that runs twice, as when a stack overflows in a probe. */
    private static void unwindOnce() {
        Frame outer = Probes.enter(1);
        Frame inner = Probes.enter(2);
        Probes.call(sink, inner, DispatchedNatives.NONE);
        Probes.exit(outer);
        Probes.exit(inner);
    }
}
