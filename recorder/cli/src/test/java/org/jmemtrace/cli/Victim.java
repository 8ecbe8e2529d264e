// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.consumer.EventStream;

/** A program that is recorded, and ends in the way its argument says. */
public final class Victim {
    private static final int BLOCKS = 100;

    private Victim() {}

    /** Ends by itself, by {@code halt}, by waiting for a {@code signal}, or after it has copied its input. */
    public static void main(String[] arguments) throws Exception {
        List<byte[]> kept = allocate();
        switch (arguments[0]) {
            case "exit" -> System.exit(7);
            case "echo" -> System.in.transferTo(System.out);
            case "halt" -> {
                awaitFlush();
                Runtime.getRuntime().halt(kept.size());
            }
            case "signal" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                awaitFlush();
                System.out.println("up " + ProcessHandle.current().pid());
                Thread.sleep(60_000);
            }
            default -> throw new IOException("no way to end: " + arguments[0]);
        }
    }

    /** Returns when what the agent knows of the calls so far can be read outside of this JVM. */
    static void awaitFlush() throws IOException, InterruptedException {
        CountDownLatch flushed = new CountDownLatch(1);
        try (EventStream stream = EventStream.openRepository()) {
            stream.setStartTime(Instant.EPOCH); // what does not change again may have been written already
            stream.onEvent("jmemtrace.CallNode", event -> flushed.countDown());
            stream.startAsync();
            flushed.await();
        }
    }

    private static List<byte[]> allocate() {
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(new byte[1 << 16]);
        }
        return blocks;
    }
}
