// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Waits for the JIT: while it compiles it has some MiB from malloc, which it gives back, and a program is not idle. */
final class Compilers {
    private static final int USER_TIME = 11; // of the fields behind the name in /proc/PID/task/TID/stat, from 0
    private static final int MOST_CHARACTERS = 512;
    private static final int QUIET = 20;
    private static final int MOST = 1000;

    private Compilers() {}

    /** Until they have used no processor for 200 ms; at most 10 s. Allocates little: a ledger counts garbage as in use. */
    static void settle() throws IOException, InterruptedException {
        List<Path> compilers = compilers();
        long used = -1;
        int quiet = 0;
        for (int i = 0; i < MOST && quiet < QUIET; i++) {
            long now = 0;
            for (Path compiler : compilers) {
                now += ticks(compiler);
            }
            quiet = now == used ? quiet + 1 : 0;
            used = now;
            Thread.sleep(10);
        }
    }

    private static List<Path> compilers() throws IOException {
        List<Path> compilers = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                if (text(thread.resolve("comm")).matches("C[12] Comp.*\\n")) {
                    compilers.add(thread.resolve("stat"));
                }
            }
        }
        return compilers;
    }

    private static long ticks(Path stat) {
        String line = text(stat);
        return line.isEmpty()
                ? 0
                : Long.parseLong(line.substring(line.lastIndexOf(')') + 2).split(" ")[USER_TIME]);
    }

    /** Nothing of a thread that has ended: the JVM ends compilers that have nothing to do, too. */
    private static String text(Path file) {
        byte[] text = new byte[MOST_CHARACTERS];
        try (InputStream in = Files.newInputStream(file)) {
            return new String(text, 0, Math.max(0, in.read(text)), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
