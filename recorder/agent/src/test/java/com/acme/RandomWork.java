// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Threads that allocate and call at random, each telling what its own counter moved by meanwhile. It lies outside of
 * {@link Woven}, which is what is woven: what it does itself is not.
 */
public final class RandomWork {
    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private RandomWork() {}

    /** The woven part. */
    @SuppressWarnings("UnusedVariable")
    public static final class Woven {
        private static volatile Object sink;

        private Woven() {}

        static int nothing(int x) {
            return Integer.bitCount(x); // a call, so it is woven
        }

        static int work(Random random, int depth) {
            int kind = random.nextInt(8);
            sink = new byte[random.nextInt(3000)];
            if (depth > 12 || kind == 0) {
                return 1;
            }
            if (kind == 1) {
                throw new IllegalStateException();
            }
            if (kind == 2) {
                sink = new long[random.nextInt(200_000)];
            }
            return first(random, depth + 1) + second(random, depth + 1);
        }

        static int first(Random random, int depth) {
            try {
                return work(random, depth);
            } catch (IllegalStateException thrown) {
                sink = new int[random.nextInt(500)];
                return 0;
            }
        }

        static int second(Random random, int depth) {
            sink = String.valueOf(random.nextLong());
            return depth % 3 == 0 ? work(random, depth) : first(random, depth);
        }
    }

    private static void run(long seed, int rounds, String[] results, int index) {
        Random random = new Random(seed);
        Woven.nothing(1);
        long before = BEAN.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < rounds; i++) {
            try {
                Woven.work(random, 0);
            } catch (IllegalStateException thrown) {
                Woven.nothing(i); // the exception left several woven calls at once
            }
        }
        Woven.nothing(2);
        long after = BEAN.getCurrentThreadAllocatedBytes();
        results[index] = Thread.currentThread().getId() + " " + (after - before);
    }

    /** Prints a line for each thread but the first: its number, and what it allocated. The first two of those do no work. */
    public static void main(String[] arguments) throws InterruptedException {
        int count = 10;
        BEAN.getCurrentThreadAllocatedBytes();
        Thread pilot = new Thread(() -> run(99, 8, new String[1], 0)); // links all call sites
        pilot.start();
        pilot.join();
        String[] results = new String[count];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            Thread thread = new Thread(() -> run(index, index < 2 ? 0 : 8, results, index));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (String result : results) {
            System.out.println(result);
        }
    }
}
