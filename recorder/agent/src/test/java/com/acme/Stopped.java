// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * A thread that is stopped ({@code Thread.stop}) while it works, again and again, and goes on each time. Where the JVM
 * no longer does that, it throws ThreadDeath itself. It lies outside of {@link Woven}, which is what is woven.
 */
@SuppressWarnings("removal")
public final class Stopped {
    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 200;

    private static volatile boolean done;
    private static volatile int caught;
    private static volatile boolean dies;
    private static volatile boolean runs;
    private static String result = "";

    private Stopped() {}

    /** The woven part. */
    static final class Woven {
        private static volatile Object sink;

        private Woven() {}

        static int nothing(int x) {
            return Integer.bitCount(x); // a call, so it is woven
        }

        static int deep(int depth) {
            sink = new byte[depth];
            if (depth == 0) {
                if (dies) {
                    dies = false;
                    throw new ThreadDeath();
                }
                return nothing(depth);
            }
            return deep(depth - 1) + after(depth);
        }

        static int after(int depth) {
            sink = new int[depth];
            return depth;
        }
    }

    private static void run(boolean links) {
        Woven.nothing(1);
        long before = BEAN.getCurrentThreadAllocatedBytes();
        if (links) {
            dies = true;
            work();
        }
        while (!done) {
            try {
                work();
            } catch (ThreadDeath onTheWayOut) {
                caught++;
            }
        }
        Woven.nothing(2);
        long after = BEAN.getCurrentThreadAllocatedBytes();
        result = Thread.currentThread().getId() + " " + (after - before);
    }

    private static void work() {
        try {
            runs = true;
            while (!done) {
                Woven.deep(20);
            }
        } catch (ThreadDeath stopped) {
            caught++;
        }
    }

    /** Prints how the thread was stopped, its number, and what it allocated meanwhile. */
    public static void main(String[] arguments) throws Exception {
        BEAN.getCurrentThreadAllocatedBytes();
        Thread pilot = new Thread(() -> run(true));
        pilot.start();
        while (caught == 0) {
            Thread.sleep(1);
        }
        done = true;
        pilot.join();
        Thread idle = new Thread(() -> run(false));
        idle.start();
        idle.join();
        String without = result;
        done = false;
        runs = false;
        Thread worker = new Thread(() -> run(false));
        worker.start();
        while (!runs) {
            Thread.sleep(1);
        }
        Method stop = Thread.class.getMethod("stop");
        String how = "Thread.stop";
        for (int i = 0; i < TIMES; i++) {
            int before = caught;
            try {
                stop.invoke(worker);
            } catch (InvocationTargetException unsupported) {
                how = "throw";
                dies = true;
            }
            while (caught == before) {
                Thread.sleep(1);
            }
            Thread.sleep(2);
        }
        done = true;
        worker.join();
        System.out.println(how);
        System.out.println(without);
        System.out.println(result);
    }
}
