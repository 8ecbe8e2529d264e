// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Unsafe;

/** Touches known numbers of new pages in each of its methods, on the main thread. */
@SuppressWarnings("sunapi")
public final class KnownGrowth {
    private static final int MEGABYTE = 1 << 20;
    private static final List<Object> KEPT = new ArrayList<>();

    private KnownGrowth() {}

    static void heap(int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            KEPT.add(new byte[MEGABYTE]);
        }
    }

    static void direct(int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            KEPT.add(ByteBuffer.allocateDirect(MEGABYTE));
        }
    }

    static void malloc(Unsafe unsafe, int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            unsafe.setMemory(unsafe.allocateMemory(MEGABYTE), MEGABYTE, (byte) 1);
        }
    }

    /** Keeps small objects, so that a collector which copies what survives touches new pages itself. */
    static void survivors(int megabytes) {
        for (int i = 0; i < megabytes * 1024; i++) {
            KEPT.add(new byte[1000]);
        }
    }

    public static void main(String[] arguments) throws ReflectiveOperationException {
        if (arguments.length > 0) {
            survivors(Integer.parseInt(arguments[0]));
        } else {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            Unsafe unsafe = (Unsafe) field.get(null);
            heap(64);
            direct(64);
            malloc(unsafe, 64);
        }
        System.out.println(KEPT.size());
    }
}
