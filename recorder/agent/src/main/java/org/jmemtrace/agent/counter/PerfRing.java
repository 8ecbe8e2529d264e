// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.Native;
import java.util.Locale;
import jdk.internal.misc.Unsafe;

/**
 * Page faults of one thread, counted by the kernel and announced in a memory-mapped ring (perf_event_open(2)): whether
 * there were new ones is a load away.
 *
 * @param descriptor the perf event; closed on exec
 * @param address where its control page and one page of samples are mapped
 */
record PerfRing(int descriptor, long address) {
    static final long PAGE_BYTES = 4096;
    static final long MAPPED_BYTES = 2 * PAGE_BYTES;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int ATTR_BYTES = 128;
    private static final long EXCLUDE_KERNEL = 1L << 5;
    private static final long EXCLUDE_HYPERVISOR = 1L << 6;
    private static final long WATERMARK = 1L << 14;
    private static final long CLOSE_ON_EXEC = 8;

    /** Opens a counter for the calling thread, in a mapping of its own; throws with the reason if the kernel refuses. */
    static PerfRing open(boolean kernelToo) {
        return open(kernelToo, 0);
    }

    /** As {@link #open(boolean)}, over an earlier mapping, or anywhere if {@code address} is 0. */
    static PerfRing open(boolean kernelToo, long address) {
        int descriptor = openEvent(kernelToo);
        long mapped = LibC.mmap(
                address,
                MAPPED_BYTES,
                LibC.PROT_NONE_TO_WRITE,
                LibC.MAP_SHARED | (address == 0 ? 0 : LibC.MAP_FIXED),
                descriptor,
                0);
        if (mapped == -1) {
            int error = Native.getLastError();
            LibC.close(descriptor);
            throw new IllegalStateException("mmap of the perf ring: errno " + error);
        }
        return new PerfRing(descriptor, mapped);
    }

    private static int openEvent(boolean kernelToo) {
        long attr = UNSAFE.allocateMemory(ATTR_BYTES);
        try {
            UNSAFE.setMemory(attr, ATTR_BYTES, (byte) 0);
            UNSAFE.putInt(attr, 1); // type: PERF_TYPE_SOFTWARE
            UNSAFE.putInt(attr + 4, ATTR_BYTES);
            UNSAFE.putLong(attr + 8, 2); // config: PERF_COUNT_SW_PAGE_FAULTS
            UNSAFE.putLong(attr + 16, 1); // sample_period: each one
            UNSAFE.putLong(attr + 24, 8); // sample_type: PERF_SAMPLE_ADDR, for records of 16 bytes
            UNSAFE.putLong(attr + 40, (kernelToo ? 0 : EXCLUDE_KERNEL) | EXCLUDE_HYPERVISOR | WATERMARK);
            UNSAFE.putInt(attr + 48, 1 << 30); // wakeup_watermark: nobody waits
            long descriptor = LibC.syscall(systemCall(), attr, 0, -1, -1, CLOSE_ON_EXEC);
            if (descriptor < 0) {
                throw new IllegalStateException("perf_event_open: errno " + Native.getLastError());
            }
            return (int) descriptor;
        } finally {
            UNSAFE.freeMemory(attr);
        }
    }

    private static long systemCall() {
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (architecture) {
            case "amd64", "x86_64" -> 298;
            case "aarch64" -> 241;
            default -> throw new IllegalStateException("no perf_event_open known for " + architecture);
        };
    }

    /** Page faults since the counter was opened; exact even if the ring overflowed. A system call. */
    static synchronized long read(int descriptor) {
        long got = LibC.read(descriptor, Buffer.ADDRESS, 8);
        if (got != 8) {
            throw new IllegalStateException("read of the perf event: errno " + Native.getLastError());
        }
        return UNSAFE.getLong(Buffer.ADDRESS);
    }

    /** Puts an empty page in the ring's place at once, so that its thread can go on reading there. */
    static void vacate(long address) {
        LibC.mmap(
                address,
                MAPPED_BYTES,
                LibC.PROT_NONE_TO_WRITE,
                LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS | LibC.MAP_FIXED,
                -1,
                0);
    }

    /** Where {@link #read} has the kernel write. */
    private static final class Buffer {
        static final long ADDRESS = UNSAFE.allocateMemory(8);
    }
}
