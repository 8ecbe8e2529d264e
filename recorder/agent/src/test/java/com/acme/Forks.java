// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Starts a child that tells which files it has open, and writes down how its own are to be handed on. */
public final class Forks {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path FLAGS = Path.of("/proc/self/fdinfo");

    private Forks() {}

    /** @param arguments a file for what this process's descriptors of performance counters say of themselves */
    public static void main(String[] arguments) throws Exception {
        Thread other = new Thread(() -> work(100));
        other.start();
        other.join();
        System.out.println("worked " + work(1000));
        Process child = new ProcessBuilder("sh", "-c", "ls -l /proc/self/fd; exit 7")
                .redirectErrorStream(true)
                .start();
        String open = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("child ended with " + child.waitFor() + ", and had open: " + kinds(open));
        Files.write(Path.of(arguments[0]), counters());
    }

    private static int work(int rounds) {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            kept.add(new byte[i]);
        }
        return kept.size();
    }

    /** What ls has open: what it was handed on, and the directory itself. Without the numbers of pipes. */
    private static TreeSet<String> kinds(String open) {
        TreeSet<String> kinds = new TreeSet<>();
        open.lines()
                .filter(line -> !line.startsWith("total"))
                .forEach(line -> kinds.add(line.replaceFirst(".*-> ", "").replaceAll("\\d+", "N")));
        return kinds;
    }

    private static List<String> counters() throws IOException {
        List<String> counters = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path each : (Iterable<Path>) descriptors::iterator) {
                if (Files.isSymbolicLink(each)
                        && Files.readSymbolicLink(each).toString().contains("perf_event")) {
                    String flags = Files.readString(FLAGS.resolve(each.getFileName()));
                    counters.add(flags.lines()
                            .filter(line -> line.startsWith("flags:"))
                            .findFirst()
                            .orElseThrow()
                            .substring("flags:".length())
                            .strip());
                }
            }
        }
        return counters;
    }
}
