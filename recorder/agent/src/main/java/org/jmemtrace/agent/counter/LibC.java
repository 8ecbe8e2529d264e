// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.Native;

/** The C functions that counters need, mapped directly: a call costs about 100 ns and allocates nothing. */
final class LibC {
    static final int PROT_NONE_TO_WRITE = 3; // PROT_READ | PROT_WRITE
    static final int PROT_READ = 1;
    static final int MAP_SHARED = 0x01;
    static final int MAP_PRIVATE = 0x02;
    static final int MAP_FIXED = 0x10;
    static final int MAP_ANONYMOUS = 0x20;

    static {
        Native.register(LibC.class, Jna.process());
    }

    private LibC() {}

    static native long syscall(long number, long a, long b, long c, long d, long e);

    static native long mmap(long address, long length, int protection, int flags, int descriptor, long offset);

    static native int munmap(long address, long length);

    static native long read(int descriptor, long buffer, long length);

    static native long pread(int descriptor, long buffer, long length, long offset);

    static native int open(byte[] path, int flags);

    static native int close(int descriptor);

    static native int getrusage(int who, long buffer);
}
