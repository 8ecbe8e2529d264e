// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Unsafe;

/** Makes one part of the process's memory grow by a known amount, and keeps it. */
@SuppressWarnings("sunapi")
final class KnownParts {
    private static final int MEGABYTE = 1 << 20;
    private static final int PAGE = 4096;
    private static final int DEPTH = 6000;
    private static final List<Object> KEPT = new ArrayList<>();

    private KnownParts() {}

    /** Threads that use much of their stacks, by calls that nest, and stay there. */
    static void threads(int count) throws InterruptedException {
        CountDownLatch touched = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(null, () -> nest(DEPTH, touched), "deep", 2L * MEGABYTE);
            thread.setDaemon(true);
            thread.start();
        }
        touched.await();
    }

    private static long nest(int depth, CountDownLatch touched) {
        if (depth == 0) {
            touched.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }
        return nest(depth - 1, touched) + 1;
    }

    /** Maps a file of so many megabytes and reads each of its pages. */
    static void file(int megabytes) throws IOException {
        Path path = Files.createTempFile("known", ".data");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength((long) megabytes * MEGABYTE);
            MappedByteBuffer mapped =
                    file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) megabytes * MEGABYTE);
            for (int at = 0; at < mapped.capacity(); at += PAGE) {
                mapped.put(at, (byte) 1);
            }
            KEPT.add(mapped);
        } finally {
            Files.delete(path);
        }
    }

    /**
     * Blocks below the size from which on malloc maps each by itself, touched and given back. A small one stays after
     * each, because what is free at the end of an arena goes back to the system.
     */
    static void freed(Unsafe unsafe, int megabytes) {
        long[] blocks = new long[megabytes * 16];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = unsafe.allocateMemory(MEGABYTE / 16);
            unsafe.setMemory(blocks[i], MEGABYTE / 16, (byte) 1);
            unsafe.allocateMemory(64);
        }
        for (long block : blocks) {
            unsafe.freeMemory(block);
        }
    }

    /** What the JVM says that metaspace, the class space included, has committed. */
    static long metaspaceBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getCommitted())
                .sum();
    }

    /** Defines a class anew in so many class loaders. */
    static void classes(int count) throws IOException, ReflectiveOperationException {
        byte[] file;
        try (InputStream in = KnownParts.class.getResourceAsStream("KnownAllocations.class")) {
            file = in.readAllBytes();
        }
        for (int i = 0; i < count; i++) {
            Class<?> defined = new ClassLoader(KnownParts.class.getClassLoader()) {
                Class<?> define() {
                    return defineClass("com.acme.KnownAllocations", file, 0, file.length);
                }
            }.define();
            KEPT.add(defined);
            Class.forName(defined.getName(), true, defined.getClassLoader());
        }
    }
}
