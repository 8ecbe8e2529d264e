// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * A program that is attached to: it does what standard input says, a line each, and answers each with a line. So a test
 * knows what is called while it is recorded.
 */
public final class Attended {
    /** What {@link #arrays} takes: 16 bytes of header and 16 or 40 of content each. */
    static final long BYTES_PER_CALL = 32 + 56;

    private static volatile Object sink = "";

    private Attended() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(line.split(" ", -1)));
        }
    }

    private static String answer(String[] words) throws Exception {
        switch (words[0]) {
            case "arrays" -> repeat(Integer.parseInt(words[1]));
            case "other" -> Unattended.work();
            case "flush" -> Victim.awaitFlush();
            case "exit" -> System.exit(3);
            case "halt" -> Runtime.getRuntime().halt(4);
            case "counted" -> {
                return Integer.toString(Counting.calls);
            }
            case "metaspace" -> {
                return Long.toString(metaspaceBytes());
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "done";
    }

    private static void repeat(int times) {
        for (int i = 0; i < times; i++) {
            arrays();
        }
    }

    static void arrays() {
        sink = new byte[16];
        sink = new int[10];
    }

    private static long metaspaceBytes() {
        System.gc(); // which unloads what nobody needs
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }
}
