// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is allocated. The thread's counter is exact; what calling a test takes itself is measured on one that does
 * nothing, and taken off, so that such a test reads 0.
 */
final class AllocationCounter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALIBRATIONS = 50;

    /** Since Java 21: of all threads, also those that ended. */
    private static final @Nullable Method TOTAL = totalMethod();

    private final Threads threads;

    /** Virtual threads have no counter of their own. */
    private AllocationCounter(Threads threads) {
        this.threads = threads == Threads.CURRENT && own() >= 0 ? Threads.CURRENT : Threads.ALL;
    }

    static AllocationCounter of(Threads threads) {
        return new AllocationCounter(threads);
    }

    /** Whether it has to count other threads than those that it was asked to. */
    boolean isOfAll() {
        return threads == Threads.ALL;
    }

    private static @Nullable Method totalMethod() {
        try {
            return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
        } catch (NoSuchMethodException before21) {
            return null;
        }
    }

    private static long own() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private static long all() {
        try {
            if (TOTAL != null) {
                return (long) TOTAL.invoke(THREADS);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private long read() {
        return threads == Threads.CURRENT ? own() : all();
    }

    /** Bytes of one run. */
    private long gross(Run run) throws Throwable {
        long before = read();
        run.run();
        return read() - before;
    }

    /** Bytes of each run, without what counting takes. */
    long[] count(Run run, int runs) throws Throwable {
        long[] bytes = new long[runs];
        for (int i = 0; i < runs; i++) {
            bytes[i] = gross(run);
        }
        long cost = cost();
        return Arrays.stream(bytes).map(each -> each - cost).toArray();
    }

    /** What a run of nothing takes, called in the same way. */
    private long cost() throws Throwable {
        Run nothing = Run.ofNothing();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < CALIBRATIONS; i++) {
            least = Math.min(least, gross(nothing));
        }
        return least;
    }
}
