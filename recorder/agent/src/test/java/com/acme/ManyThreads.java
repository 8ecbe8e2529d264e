// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Platform threads in great number, one after the other or all at once; says what the process holds in the end. */
public final class ManyThreads {
    public static final int TOUCHED_BYTES = 16 << 10;

    private static volatile Object sink;

    private ManyThreads() {}

    /** 1,016 bytes. */
    static void leaf() {
        sink = new byte[1000];
    }

    static void shortLived() {
        leaf();
    }

    /** Allocates before and after all others have begun, and touches 16 KiB that nobody had before. */
    static void longLived(CountDownLatch begun) {
        leaf();
        ByteBuffer buffer = ByteBuffer.allocateDirect(TOUCHED_BYTES);
        begun.countDown();
        await(begun);
        leaf();
        buffer.put(0, (byte) 1); // which is there until now
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code short} or {@code live}, and how many. */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("short")) {
            runInTurn(count);
        } else {
            runAtOnce(count);
        }
        // The recorder looks each second for threads that have ended.
        for (int i = 0; i < 600 && descriptors() > 1; i++) {
            Thread.sleep(100);
        }
        System.out.println("descriptors " + descriptors());
        System.err.println("rss " + rssBytes());
    }

    private static void runInTurn(int count) throws InterruptedException {
        Thread before = null;
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(null, ManyThreads::shortLived, "short", 128 << 10);
            thread.start();
            if (before != null) {
                before.join();
            }
            before = thread;
        }
        if (before != null) {
            before.join();
        }
    }

    private static void runAtOnce(int count) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(count);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(null, () -> longLived(begun), "live", 128 << 10);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(ManyThreads::isPerf).count();
        }
    }

    private static boolean isPerf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("perf_event");
        } catch (IOException closed) {
            return false;
        }
    }

    private static long rssBytes() throws IOException {
        String statm = Files.readString(Path.of("/proc/self/statm"));
        return Long.parseLong(statm.split(" ")[1]) * 4096;
    }
}
