// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** The process's resident set size, by /proc/self/statm: about 600 ns, and no allocation. */
public final class ResidentSet {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String PATH = "/proc/self/statm";
    private static final int READ_ONLY_CLOSE_ON_EXEC = 02000000;
    private static final int LINE_BYTES = 128;

    /** The open file; where no C function can be called, the JDK's, which takes twice as long. */
    private final int descriptor;

    private final @Nullable RandomAccessFile file;
    private final byte[] line = new byte[LINE_BYTES];
    private long pages;
    private final long buffer = UNSAFE.allocateMemory(LINE_BYTES);

    /** Opens the file for good. Where there is none, the size is always 0. */
    public ResidentSet() {
        int opened = -1;
        RandomAccessFile slow = null;
        try {
            opened = LibC.open((PATH + "\0").getBytes(StandardCharsets.US_ASCII), READ_ONLY_CLOSE_ON_EXEC);
        } catch (LinkageError noNativeCode) {
            slow = open();
        }
        descriptor = opened;
        file = slow;
    }

    private static @Nullable RandomAccessFile open() {
        try {
            return new RandomAccessFile(PATH, "r");
        } catch (IOException notLinux) {
            return null;
        }
    }

    /** RSS in bytes. The kernel batches its count: it can lag by some pages a thread. */
    public synchronized long bytes() {
        if (descriptor >= 0) {
            return parse(LibC.pread(descriptor, buffer, LINE_BYTES, 0));
        }
        if (file == null) {
            return 0;
        }
        try {
            file.seek(0);
            int length = file.read(line);
            for (int i = 0; i < length; i++) {
                UNSAFE.putByte(buffer + i, line[i]);
            }
            return parse(length);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** By how many pages the resident set is larger than when this was called before; 0 if it is not. */
    synchronized long newPages() {
        long before = pages;
        pages = bytes() / PerfRing.PAGE_BYTES;
        return Math.max(0, pages - before);
    }

    /** The second number of the line: pages. */
    private long parse(long length) {
        long at = buffer;
        long end = buffer + length;
        while (at < end && UNSAFE.getByte(at) != ' ') {
            at++;
        }
        long number = 0;
        for (at++; at < end && UNSAFE.getByte(at) != ' '; at++) {
            number = number * 10 + UNSAFE.getByte(at) - '0';
        }
        return number * PerfRing.PAGE_BYTES;
    }
}
