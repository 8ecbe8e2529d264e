// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import com.sun.jna.Callback;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.util.ArrayList;
import java.util.List;

/** Calls native methods of its own, which touch known numbers of new pages, call back, and throw. */
public final class NativeCode {
    private static final int MEGABYTE = 1 << 20;
    private static final List<byte[]> KEPT = new ArrayList<>();

    private NativeCode() {}

    /** Loaded when the first of them is called. */
    static final class C {
        static {
            Native.register("c");
        }

        private C() {}

        static native long malloc(long bytes);

        static native long memset(long address, int value, long bytes);

        static native int close(int descriptor) throws LastErrorException;

        static native void qsort(long array, long count, long width, Comparison comparison);
    }

    /** What qsort calls. */
    public interface Comparison extends Callback {
        int compare(long left, long right);
    }

    static void touch(int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            C.memset(C.malloc(MEGABYTE), 1, MEGABYTE);
        }
    }

    static int fail(int times) {
        int failures = 0;
        for (int i = 0; i < times; i++) {
            try {
                C.close(-1);
            } catch (LastErrorException badDescriptor) {
                KEPT.add(new byte[1000 - 16]); // is no longer the native method's
                failures++;
            }
        }
        return failures;
    }

    static void sort() {
        Comparison comparison = NativeCode::compare;
        long array = C.malloc(16);
        C.memset(array, 0, 16);
        C.qsort(array, 2, 8, comparison);
    }

    static int compare(long left, long right) {
        KEPT.add(new byte[5 * MEGABYTE - 16]);
        return 0;
    }

    public static void main(String[] arguments) {
        touch(64);
        System.out.println(fail(100));
        sort();
    }
}
