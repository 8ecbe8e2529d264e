// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import jdk.internal.misc.Unsafe;

/** The two counters, by the layout that was chosen. */
final class Counters {
    static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** {@code Thread.eetop}: the address of HotSpot's JavaThread; 0 for virtual and ended threads. */
    static final long EETOP = UNSAFE.objectFieldOffset(Thread.class, "eetop");

    /** {@code Thread.tid}: {@code getId()} can be overridden, the field cannot. */
    static final long TID = UNSAFE.objectFieldOffset(Thread.class, "tid");

    static final boolean TLAB = CounterLayout.chosen().tlab();
    static final long ALLOCATED = CounterLayout.chosen().allocatedOffset();
    static final long TOP = CounterLayout.chosen().topOffset();
    static final long START = CounterLayout.chosen().startOffset();
    static final long PAGE_BYTES = CounterLayout.chosen().pageBytes();

    /** In {@code struct perf_event_mmap_page} (linux/perf_event.h): how far the kernel has written, ever growing. */
    static final long DATA_HEAD = 1024;

    /** In the same: how far we have read. */
    static final long DATA_TAIL = 1032;

    /** The ring's data: one page behind the control page. */
    static final long RING_BYTES = 4096;

    /** A sample that holds nothing but an address: an 8-byte header and 8 bytes. */
    static final long SAMPLE_BYTES = 16;

    private Counters() {}

    /**
     * Bytes that a thread allocated on the Java heap since it began, as HotSpot's {@code cooked_allocated_bytes} has
     * it: what retired TLABs held plus what the present one has handed out. Exact; about 1 ns; to be called by that
     * thread only.
     */
    static long allocatedBytes(long javaThread) {
        while (true) {
            long retired = UNSAFE.getLong(javaThread + ALLOCATED);
            long used = UNSAFE.getLong(javaThread + TOP) - UNSAFE.getLong(javaThread + START);
            if (retired == UNSAFE.getLong(javaThread + ALLOCATED)) {
                return retired + used;
            }
            // A TLAB was retired between two loads, as can happen in the interpreter.
        }
    }
}
