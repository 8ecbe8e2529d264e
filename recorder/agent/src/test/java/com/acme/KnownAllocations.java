// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.ArrayList;
import java.util.List;

/** Allocates known numbers of bytes in each of its methods; the figures are for compressed class pointers. */
@SuppressWarnings({"UnusedVariable", "StaticAssignmentOfThrowable", "InfiniteRecursion"
}) // what counts is that they are made
public final class KnownAllocations {
    private static volatile Object sink;
    private static final IllegalStateException THROWN = new IllegalStateException("made once, without cost");

    private KnownAllocations() {}

    /** 24 bytes: a header of 12, two ints, and 4 of alignment. */
    private static final class Point {
        final int x;
        final int y;

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }
    }

    /** 32 bytes each. */
    static void arrays(int count) {
        for (int i = 0; i < count; i++) {
            sink = new byte[16];
        }
    }

    static void objects(int count) {
        for (int i = 0; i < count; i++) {
            sink = new Point(i, i);
        }
    }

    /** 48 bytes each: a String of 24 and its byte[7]. */
    static void strings(int count) {
        for (int i = 0; i < count; i++) {
            sink = Integer.toString(1_000_000 + i);
        }
    }

    /** 1,016 bytes for each of depth + 1 calls. */
    static int recursive(int depth) {
        sink = new byte[1000];
        return depth == 0 ? 1 : 1 + recursive(depth - 1);
    }

    static int even(int n) {
        sink = new byte[1000];
        return n == 0 ? 1 : odd(n - 1);
    }

    static int odd(int n) {
        sink = new byte[2000];
        return n == 0 ? 0 : even(n - 1);
    }

    /** 1,016 bytes, then leaves by an exception. */
    static int throwing(int depth) {
        sink = new byte[1000];
        if (depth == 0) {
            throw THROWN;
        }
        return throwing(depth - 1) + 1;
    }

    static void catching(int times) {
        for (int i = 0; i < times; i++) {
            try {
                throwing(9);
            } catch (IllegalStateException expected) {
                sink = new byte[4000];
            }
        }
    }

    static void lambdas(int times) {
        Runnable body = () -> sink = new byte[1000];
        for (int i = 0; i < times; i++) {
            body.run();
        }
    }

    static void threads(int count, int arrays) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> perThread(arrays));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static void perThread(int count) {
        for (int i = 0; i < count; i++) {
            sink = new byte[84]; // 16 of header, 4 of alignment: 104
        }
    }

    static void outer() {
        sink = new byte[5_000_000];
        arrays(100_000);
        objects(100_000);
    }

    static class Base {
        final byte[] kept;

        Base(byte[] kept) {
            this.kept = kept;
        }
    }

    static final class Derived extends Base {
        final byte[] own;

        Derived() {
            super(new byte[1000]);
            own = new byte[3000];
        }
    }

    static void constructors(int count) {
        for (int i = 0; i < count; i++) {
            sink = new Derived();
        }
    }

    static final class Initialised {
        static final byte[] BYTES = new byte[10_000_000];
    }

    public static void main(String[] arguments) throws InterruptedException {
        sink = Derived.class; // to load a class takes memory too
        arrays(500_000);
        objects(500_000);
        strings(300_000);
        for (int i = 0; i < 100; i++) {
            recursive(99);
            even(99);
        }
        catching(1000);
        lambdas(10_000);
        threads(8, 100_000);
        outer();
        constructors(50_000);
        System.out.println(Initialised.BYTES.length);
    }
}
