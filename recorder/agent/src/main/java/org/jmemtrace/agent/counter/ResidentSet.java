// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;

/** The process's resident set size, by /proc/self/statm: about 600 ns, and no allocation. */
public final class ResidentSet {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final int READ_ONLY_CLOSE_ON_EXEC = 02000000;
    private static final int LINE_BYTES = 128;

    private final int descriptor;
    private final long buffer = UNSAFE.allocateMemory(LINE_BYTES);

    /** Opens the file for good. Where there is none, the size is always 0. */
    public ResidentSet() {
        descriptor = open();
    }

    private static int open() {
        try {
            return LibC.open("/proc/self/statm\0".getBytes(StandardCharsets.US_ASCII), READ_ONLY_CLOSE_ON_EXEC);
        } catch (LinkageError noNativeCode) {
            return -1;
        }
    }

    /** RSS in bytes. The kernel batches its count: it can lag by some pages a thread. */
    public synchronized long bytes() {
        if (descriptor < 0) {
            return 0;
        }
        long length = LibC.pread(descriptor, buffer, LINE_BYTES, 0);
        int at = 0;
        while (at < length && UNSAFE.getByte(buffer + at) != ' ') {
            at++;
        }
        long pages = 0;
        for (at++; at < length && UNSAFE.getByte(buffer + at) != ' '; at++) {
            pages = pages * 10 + UNSAFE.getByte(buffer + at) - '0';
        }
        return pages * PerfRing.PAGE_BYTES;
    }
}
