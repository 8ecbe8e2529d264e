// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Waits for the JIT: while it compiles it has some MiB from malloc, which it gives back, and a program is not idle. */
final class Compilers {
    private static final int USER_TIME = 11; // of the fields behind the name in /proc/PID/task/TID/stat, from 0
    private static final int QUIET = 20;
    private static final int MOST = 1000;

    private Compilers() {}

    /** Until they have used no processor for 200 ms; at most 10 s. */
    static void settle() throws IOException, InterruptedException {
        long used = -1;
        int quiet = 0;
        for (int i = 0; i < MOST && quiet < QUIET; i++) {
            long now = ticks();
            quiet = now == used ? quiet + 1 : 0;
            used = now;
            Thread.sleep(10);
        }
    }

    private static long ticks() throws IOException {
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                if (name.matches("C[12] Comp.*")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    ticks += Long.parseLong(fields[USER_TIME]);
                }
            }
        }
        return ticks;
    }
}
