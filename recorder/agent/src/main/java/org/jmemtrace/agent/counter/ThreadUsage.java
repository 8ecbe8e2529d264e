// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import jdk.internal.misc.Unsafe;

/** Page faults of the calling thread by getrusage(2): the next best source, at 300 ns a look. */
final class ThreadUsage {
    /** Room for a struct rusage, and for what stands in for a perf ring (its words at 1024). */
    static final long BLOCK_BYTES = 1040;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int RUSAGE_THREAD = 1;
    private static final long MINOR_FAULTS = 64; // ru_minflt
    private static final long MAJOR_FAULTS = 72; // ru_majflt

    private ThreadUsage() {}

    /** A block of memory for {@link #faults}, cleared. */
    static long allocate() {
        long block = UNSAFE.allocateMemory(BLOCK_BYTES);
        UNSAFE.setMemory(block, BLOCK_BYTES, (byte) 0);
        return block;
    }

    static void free(long block) {
        UNSAFE.freeMemory(block);
    }

    /** Faults of the calling thread since it began. */
    static long faults(long block) {
        if (LibC.getrusage(RUSAGE_THREAD, block) != 0) {
            throw new IllegalStateException("getrusage failed");
        }
        return UNSAFE.getLong(block + MINOR_FAULTS) + UNSAFE.getLong(block + MAJOR_FAULTS);
    }
}
