// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.SynchronousQueue;
import sun.misc.Unsafe;

/**
 * Runs what standard input says, a line each, and answers each with a line, so that a test can start and stop
 * recordings in between. A second thread is there from the beginning, too.
 */
@SuppressWarnings("sunapi")
public final class OnCommand {
    private static final SynchronousQueue<String> FOR_WORKER = new SynchronousQueue<>();
    private static final SynchronousQueue<String> FROM_WORKER = new SynchronousQueue<>();

    private OnCommand() {}

    public static void main(String[] arguments) throws Exception {
        Thread worker = new Thread(OnCommand::work, "worker");
        worker.setDaemon(true);
        worker.start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(line));
        }
    }

    private static String answer(String line) throws Exception {
        String forWorker = "worker ";
        if (line.startsWith(forWorker)) {
            FOR_WORKER.put(line.substring(forWorker.length()));
            return FROM_WORKER.take();
        }
        return run(line);
    }

    private static void work() {
        try {
            while (true) {
                FROM_WORKER.put(run(FOR_WORKER.take()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(String line) throws Exception {
        String[] words = line.split(" ");
        int number = words.length > 1 && Character.isDigit(words[1].charAt(0)) ? Integer.parseInt(words[1]) : 0;
        switch (words[0]) {
            case "arrays" -> KnownAllocations.arrays(number);
            case "objects" -> KnownAllocations.objects(number);
            case "recursive" -> KnownAllocations.recursive(number);
            case "throwing" -> KnownAllocations.catching(number);
            case "concatenate" -> Concatenations.run(number);
            case "heap" -> KnownGrowth.heap(number);
            case "direct" -> KnownGrowth.direct(number);
            case "malloc" -> KnownGrowth.malloc(unsafe(), number);
            case "survivors" -> KnownGrowth.survivors(number);
            case "threads" -> KnownParts.threads(number);
            case "file" -> KnownParts.file(number);
            case "freed" -> KnownParts.freed(unsafe(), number);
            case "classes" -> KnownParts.classes(number);
            case "metaspace" -> {
                return Long.toString(KnownParts.metaspaceBytes());
            }
            case "gc" -> System.gc();
            case "settle" -> Compilers.settle();
            case "spy" -> Spy.begin();
            case "seen" -> {
                return Spy.seen(words[1]);
            }
            default -> throw new IllegalArgumentException(line);
        }
        return "done";
    }

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
