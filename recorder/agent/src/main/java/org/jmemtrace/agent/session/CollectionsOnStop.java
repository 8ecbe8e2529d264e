// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.probes.ObjectTracking;

/**
 * Collects garbage and waits until all references that it cleared were looked at, finalizers included.
 *
 * <p>The third collection finds what is only softly reachable: before it the clock of soft references, which each
 * collection sets to the time, is put so far ahead that all of them have long not been used. What they held is lost to
 * the program, which must expect that of soft references at any time; so it is done only where it is asked for.
 */
final class CollectionsOnStop {
    private static final int SOFT = 3;
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final int QUIET_ROUNDS = 4; // of 5 ms, in which nothing more was freed
    private static final long ROUND_MILLIS = 5;
    private static final long CENTURY_MILLIS = 100L * 365 * 24 * 3600 * 1000;

    private CollectionsOnStop() {}

    /**
     * Runs some.
     *
     * @param beforeSoft run before soft references are cleared
     * @return how many ran: 0 where -XX:+DisableExplicitGC forbids them
     */
    static int run(int wanted, ObjectTracking tracking, Runnable beforeSoft) {
        int[] done = new int[1];
        OwnThread.run("collections", () -> {
            for (int i = 1; i <= wanted; i++) {
                if (i == SOFT) {
                    beforeSoft.run();
                    ageSoftReferences();
                }
                if (!collect(tracking)) {
                    break;
                }
                done[0] = i;
            }
        });
        return done[0];
    }

    private static boolean collect(ObjectTracking tracking) {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> canary = new PhantomReference<>(new Object(), queue);
        System.gc();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            boolean seen = queue.remove(PATIENCE_NANOS / 1_000_000) == canary;
            long gone = -1;
            for (int quiet = 0; seen && quiet < QUIET_ROUNDS && System.nanoTime() < deadline; quiet++) {
                if (gone != tracking.goneCount()) {
                    gone = tracking.goneCount();
                    quiet = 0;
                }
                Thread.sleep(ROUND_MILLIS);
            }
            return seen;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private static void ageSoftReferences() {
        Unsafe unsafe = Unsafe.getUnsafe();
        try {
            java.lang.reflect.Field clock = java.lang.ref.SoftReference.class.getDeclaredField("clock");
            unsafe.putLong(
                    unsafe.staticFieldBase(clock),
                    unsafe.staticFieldOffset(clock),
                    System.currentTimeMillis() + CENTURY_MILLIS);
        } catch (NoSuchFieldException otherJdk) {
            // Then the third collection is as the others, and frees nothing more.
        }
    }
}
