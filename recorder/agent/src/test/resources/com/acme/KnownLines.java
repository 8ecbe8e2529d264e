// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Not formatted, for what matters is what stands on which line. Allocates on lines: each that ends in {@code // name hits bytes} is begun so often and allocates so much, itself, for
 * compressed class pointers. What a line's woven callees take with it stands behind that where it is more.
 */
@SuppressWarnings("all") // what counts is what is on which line
public final class KnownLines {
    private static volatile Object sink;
    private static volatile int zero;

    private KnownLines() {}

    static void twoLines() {
        sink = new byte[1000]; // first 100 101600
        sink = new byte[2000]; // second 100 201600
    }

    static void oneLine() {
        sink = new byte[1000]; sink = new int[500]; // both 100 303200
    }

    static void oneType() {
        sink = new byte[1000]; sink = new byte[2000]; // alike 100 303200
    }

    static void loop() {
        for (int i = 0; i < 100; i++) { // noline 0 0
            if (i % 2 == 0) {
                sink = new byte[1000]; // even 5000 5080000
            } else {
                sink = new byte[2000]; // odd 5000 10080000
            }
        }
    }

    static void arms(int n) {
        switch (n % 4) {
            case 0:
                sink = new byte[100]; // zero 25 3000
                break;
            case 1:
                sink = new byte[200]; // one 25 5400
            // falls through
            case 2:
                sink = new byte[300]; // two 50 16000
                break;
            default:
                sink = new byte[400]; // default 25 10400
        }
    }

    static void sparse(int n) {
        switch (n % 2 * 100_000) {
            case 0 -> sink = new byte[100]; // sparse0 50 6000
            case 100_000 -> sink = new byte[200]; // sparse1 50 10800
            default -> sink = null;
        }
    }

    static void strings(String word) {
        switch (word) { // hash 100 0
            case "a" -> sink = new byte[100]; // a 50 6000
            default -> sink = new byte[200]; // b 50 10800
        }
    }

    static void multiLine(boolean which) {
        sink = which
                ? new byte[1000] // then 50 50800
                : new byte[2000]; // else 50 100800
        sink = three( // arguments 100 65600
                new byte[100],
                new byte[200],
                new byte[300]);
    }

    static Object three(Object a, Object b, Object c) {
        return c;
    }

    static Object lambda() {
        Supplier<byte[]> supplier = () ->
                new byte[1000]; // inLambda 100 101600
        Object held = null;
        held = supplier.get(); // callsLambda 100 0 101600
        return held;
    }

    static void concatenate(String a, int n) {
        for (int i = 0; i < 3; i++) {
            sink = new byte[8]; // before 300 7200
        }
        sink = a.concat(a); // concat 100 4800
    }

    static void finallyCopies(boolean thrown) {
        try {
            sink = new byte[100]; // tried 100 12000
            if (thrown) {
                throw THROWN; // thrown 50 0
            }
        } catch (IllegalStateException expected) {
            sink = new byte[200]; // caught 50 10800
        } finally {
            sink = new byte[300]; // finally 100 32000
        }
    }

    static void synchronizedBlock() {
        synchronized (THROWN) {
            sink = new byte[100]; // locked 100 12000
        }
        sink = new byte[200]; // unlocked 100 21600
    }

    static int recursive(int depth) {
        sink = new byte[1000]; // deep 1000 1016000
        return depth == 0 ? 0 : recursive(depth - 1); // deeper 900 0 914400
    }

    static int left(int depth) {
        return depth == 0 ? 0 : right(depth - 1, new byte[100]); // left 1000 120000 336000
    }

    static int right(int depth, Object taken) {
        sink = new byte[200]; // right 1000 216000
        return left(depth); // back 1000 0 302400
    }

    static void leaves(int depth) {
        sink = new byte[100]; // onTheWay 1000 120000
        if (depth == 0) {
            throw THROWN;
        }
        leaves(depth - 1); // below 900 0 108000
        sink = new byte[5000]; // never 0 0
    }

    static void catches() {
        try {
            leaves(9); // into 100 0 120000
        } catch (IllegalStateException expected) {
            sink = new byte[700]; // after 100 72000
        }
        sink = new byte[800]; // afterwards 100 81600
    }

    private static final class Chain {
        private Object held;

        Chain add(int n) {
            held = new byte[100 * n]; // adds 200 33600
            return this;
        }
    }

    static void chain() {
        sink = new Chain() // chainBegins 100 1600
                .add(1) // chainGoesOn 100 0 12000
                .add(2); // chainEnds 100 0 21600
    }

    static boolean taking(int n) {
        sink = new byte[100]; // taken 400 48000
        return n < 3;
    }

    static void condition() {
        int i = 0;
        while (taking(i++)) { // condition 400 0 48000
            sink = new byte[200]; // body 300 64800
        }
    }

    static void nested(boolean thrown) {
        try {
            try {
                sink = new byte[100]; // inner 100 12000
                if (thrown) {
                    throw THROWN; // innerThrown 50 0
                }
            } finally {
                sink = new byte[200]; // innerFinally 100 21600
            }
            sink = new byte[300]; // notThrown 50 16000
        } catch (IllegalStateException expected) {
            sink = new byte[400]; // outerCaught 50 20800
        } finally {
            sink = new byte[500]; // outerFinally 100 52000
        }
    }

    static void caughtOnTheWay(int depth) {
        sink = new byte[100]; // down 1000 120000
        if (depth == 0) {
            throw THROWN; // thrownBelow 100 0
        }
        try {
            caughtOnTheWay(depth - 1); // further 900 0 364800
        } catch (IllegalStateException expected) {
            sink = new byte[200]; // caughtThere 300 64800
            if (depth < 3) {
                throw expected; // thrownAgain 200 0
            }
        }
        sink = new byte[300]; // up 700 224000
    }

    static void others(int n) {
        sink = Integer.valueOf(100_000 + n); // boxed 100 1600
        sink = new byte[2][10]; // dimensions 100 8800
        sink = n < 0
                ? new byte[n] // notChosen 0 0
                : new Object[n % 2]; // chosen 100 2000
    }

    private static class Base {
        private final Object held;

        Base(Object held) {
            this.held = held;
        }
    }

    private static final class Derived extends Base {
        private final Object more = new byte[300]; // initialiser 100 32000

        Derived(int n) {
            super(new byte[100 + n]); // beforeSuper 100 12000
            sink = new byte[200]; // afterSuper 100 21600
        }

        Derived() {
            this(zero);
            sink = new byte[400]; // afterThis 100 41600
        }
    }

    static void constructs() {
        sink = new Derived(); // constructs 100 2400 109600
    }

    private static final class Initialised {
        static Object first = new byte[5000]; // static 1 5016

        static void touch() {}
    }

    static void perThread() {
        for (int i = 0; i < 1000; i++) {
            sink = new byte[100]; // threads 8000 960000
        }
    }

    private static final IllegalStateException THROWN = new IllegalStateException("made once");

    public static void main(String[] arguments) throws InterruptedException {
        Initialised.touch();
        sink = Derived.class; // to load a class takes memory too
        sink = Chain.class;
        sink = Integer.valueOf(-1000);
        for (int i = 0; i < 100; i++) {
            twoLines();
            oneLine();
            oneType();
            loop();
            arms(i);
            sparse(i);
            strings(i % 2 == 0 ? "a" : "b");
            multiLine(i % 2 == 0);
            sink = lambda();
            concatenate("aaaa", i);
            finallyCopies(i % 2 == 0);
            synchronizedBlock();
            recursive(9);
            left(10);
            catches();
            constructs();
            chain();
            condition();
            nested(i % 2 == 0);
            caughtOnTheWay(9);
            others(i);
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(KnownLines::perThread));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
