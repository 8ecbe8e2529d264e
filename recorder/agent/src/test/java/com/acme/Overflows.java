// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.ArrayList;
import java.util.List;

/** Runs out of stack again and again, or out of heap, and then allocates what is known. */
@SuppressWarnings({"InfiniteRecursion", "UnusedVariable", "EmptyCatch"}) // what counts is that they end
public final class Overflows {
    private static volatile Object sink;
    private static volatile long deepest;

    private Overflows() {}

    static void recursive() {
        deepest++;
        recursive();
    }

    static void ping(long a) {
        pong(a, a);
    }

    static void pong(long a, long b) {
        deepest += a + b;
        ping(a);
    }

    /** 1,016 bytes for each call, after the overflow and in the method that catches it. */
    static void catching(boolean two) {
        try {
            if (two) {
                ping(1);
            } else {
                recursive();
            }
        } catch (StackOverflowError expected) {
            sink = new byte[1000];
        }
    }

    /** Catches at another depth each time. */
    static void deeper(int calls, boolean two) {
        if (calls == 0) {
            catching(two);
        } else {
            deeper(calls - 1, two);
        }
    }

    /** 2,016 bytes. */
    static void after() {
        sink = new byte[2000];
    }

    static void many(int times) {
        for (int i = 0; i < times; i++) {
            deeper(i % 20, i % 2 == 0);
            after();
        }
    }

    /** One block too many is not allocated, and is not counted. */
    static void fill() {
        List<Object> kept = new ArrayList<>();
        try {
            while (true) {
                kept.add(block());
            }
        } catch (OutOfMemoryError expected) {
            kept = null;
            caught();
        }
    }

    /** 1,016 bytes, called by the method that catches. */
    static void caught() {
        sink = new byte[1000];
    }

    static Object block() {
        return new byte[1 << 20];
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments[0].equals("heap")) {
            for (int i = 0; i < 20; i++) {
                fill();
                after();
            }
        } else {
            int times = Integer.parseInt(arguments[2]);
            Thread thread = new Thread(null, () -> many(times), "small", Long.parseLong(arguments[1]));
            many(times);
            thread.start();
            thread.join();
        }
        System.out.println("went on");
    }
}
