// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.probes.CounterLayout;

/** Finds the best source of the bytes that a thread allocated, by trying each. */
final class AllocatedCounter {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String FORCE = System.getProperty("jmemtrace.allocated", "");

    private AllocatedCounter() {}

    /**
     * @param tlab whether the TLAB words are to be read
     * @param off whether there is no source at all
     */
    record Source(boolean tlab, boolean off, long allocated, long top, long start, Choice choice) {
        CounterLayout layout() {
            return new CounterLayout(tlab, allocated, top, start, PerfRing.PAGE_BYTES);
        }
    }

    static Source choose() {
        String why = "";
        if (FORCE.isEmpty() || FORCE.equals("tlab")) {
            try {
                return tlabWords();
            } catch (RuntimeException | LinkageError refused) {
                why = "TLAB words: " + Choice.reason(refused);
            }
        } else {
            why = "jmemtrace.allocated=" + FORCE;
        }
        if (!FORCE.equals("off")) {
            try {
                if (Beans.THREADS.getCurrentThreadAllocatedBytes() > 0) {
                    return new Source(false, false, 0, 0, 0, new Choice("allocated", "ThreadMXBean", "exact", why));
                }
            } catch (RuntimeException | LinkageError refused) {
                why += "; ThreadMXBean: " + Choice.reason(refused);
            }
        }
        return new Source(false, true, 0, 0, 0, new Choice("allocated", "none", "off", why));
    }

    private static Source tlabWords() {
        VmStructs structs = VmStructs.read(Set.of("Thread", "ThreadLocalAllocBuffer"));
        long tlab = structs.offset("Thread._tlab");
        long allocated = structs.offset("Thread._allocated_bytes");
        long top = tlab + structs.offset("ThreadLocalAllocBuffer._top");
        long start = tlab + structs.offset("ThreadLocalAllocBuffer._start");
        long thread = UNSAFE.getLong(Thread.currentThread(), UNSAFE.objectFieldOffset(Thread.class, "eetop"));
        byte[][] kept = new byte[100][];
        long before = read(thread, allocated, top, start);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[1000]; // 16 bytes of header
        }
        long counted = read(thread, allocated, top, start) - before;
        if (counted != kept.length * 1016L) {
            throw new IllegalStateException("a trial counted " + counted + " bytes of " + kept.length * 1016L);
        }
        return new Source(true, false, allocated, top, start, new Choice("allocated", "TLAB words", "exact", ""));
    }

    private static long read(long thread, long allocated, long top, long start) {
        long retired = UNSAFE.getLong(thread + allocated);
        long used = UNSAFE.getLong(thread + top) - UNSAFE.getLong(thread + start);
        return retired == UNSAFE.getLong(thread + allocated) ? retired + used : read(thread, allocated, top, start);
    }

    /**
     * What threads allocated; -1 for one that ended, and for each in a Java runtime without the module jdk.management
     * and where counting is turned off: nothing is booked there that the counter could be compared with.
     */
    static long[] ofThreads(long[] threadIds) {
        try {
            return FORCE.equals("off") ? unknown(threadIds.length) : Beans.THREADS.getThreadAllocatedBytes(threadIds);
        } catch (LinkageError noManagement) {
            return unknown(threadIds.length);
        }
    }

    private static long[] unknown(int threads) {
        long[] unknown = new long[threads];
        Arrays.fill(unknown, -1);
        return unknown;
    }

    /** Loads the management classes when they are needed, which is not before the program runs. */
    static final class Beans {
        static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private Beans() {}
    }
}
