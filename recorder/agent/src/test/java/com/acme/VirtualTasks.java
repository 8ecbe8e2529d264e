// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * Virtual threads that allocate known numbers of bytes, and park, yield and wait for one another's monitor in between.
 * By reflection, since this is compiled for a Java that has none.
 */
public final class VirtualTasks {
    private static final Object MONITOR = new Object();
    private static final IllegalStateException THROWN = new IllegalStateException();
    private static volatile Object sink;
    private static volatile boolean ended;

    private VirtualTasks() {}

    /** 1,016 bytes. */
    static void leaf() {
        sink = new byte[1000];
    }

    /** Parks between its callees: 2 x 1,016 bytes with them, and what parking takes. */
    static void around(int millis) throws InterruptedException {
        leaf();
        Thread.sleep(millis);
        leaf();
    }

    /** 240 bytes a level, half of them after the thread was parked at the lowest. */
    static void recursive(int depth) throws InterruptedException {
        if (depth == 0) {
            parks();
        } else {
            sink = new byte[100];
            recursive(depth - 1);
            sink = new byte[100];
        }
    }

    static void parks() throws InterruptedException {
        Thread.sleep(1);
    }

    /** 520 bytes, under a monitor that all contend for. */
    static void inside() {
        sink = new byte[500];
    }

    static void contends() {
        synchronized (MONITOR) {
            inside();
        }
    }

    static void throwing() {
        sink = new byte[1000];
        throw THROWN;
    }

    static void catches() throws InterruptedException {
        try {
            throwsBelow();
        } catch (IllegalStateException expected) {
            leaf();
        }
    }

    static void throwsBelow() throws InterruptedException {
        parks();
        throwing();
    }

    static void task(int number) {
        try {
            around(1 + number % 5);
            recursive(5);
            Thread.yield();
            contends();
            catches();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void loop() {
        try {
            while (!ended) {
                around(1);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Thread> start(int count, java.util.function.IntConsumer work) throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        ThreadFactory factory = (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = factory.newThread(() -> work.accept(number));
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    /** Each number of threads, or {@code record PROFILE FILE...} to write several recordings while 200 threads run. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("record")) {
            List<Thread> threads = start(200, number -> loop());
            for (int i = 2; i < arguments.length; i++) {
                record(Configuration.create(Path.of(arguments[1])), Path.of(arguments[i]));
            }
            ended = true;
            join(threads);
        } else {
            join(start(Integer.parseInt(arguments[0]), VirtualTasks::task));
        }
        System.out.println("went on");
    }

    private static void record(Configuration profile, Path file) throws Exception {
        try (Recording recording = new Recording(profile)) {
            recording.start();
            Thread.sleep(300);
            recording.stop();
            recording.dump(file);
        }
        Thread.sleep(50); // with nothing woven
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
