// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.probes.ObjectTracking;

/**
 * Collects garbage and waits until all references that it cleared were looked at, finalizers included.
 *
 * <p>The third collection finds what is only softly reachable: before it the clock of soft references, which each
 * collection sets to the time, is put so far ahead that all of them have long not been used, and back afterwards. What
 * they held is lost to the program, which must expect that of soft references at any time; so it is done only where it is
 * asked for. Newer JVMs (25 does, 17 does not) keep that clock where it cannot be set: what soft references hold is live
 * there.
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
                boolean collected = i == SOFT ? collectSoft(tracking, beforeSoft) : collect(tracking);
                if (!collected) {
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

    /** Whether soft references were cleared. */
    private static boolean collectSoft(ObjectTracking tracking, Runnable before) {
        before.run();
        Field clock;
        try {
            clock = SoftReference.class.getDeclaredField("clock");
        } catch (NoSuchFieldException otherJdk) {
            return false;
        }
        SoftReference<Object> canary = new SoftReference<>(new Object());
        Unsafe unsafe = Unsafe.getUnsafe();
        Object base = unsafe.staticFieldBase(clock);
        long offset = unsafe.staticFieldOffset(clock);
        long now = unsafe.getLong(base, offset);
        unsafe.putLong(base, offset, now + CENTURY_MILLIS);
        try {
            return collect(tracking) && canary.refersTo(null);
        } finally {
            unsafe.putLong(base, offset, now);
        }
    }
}
