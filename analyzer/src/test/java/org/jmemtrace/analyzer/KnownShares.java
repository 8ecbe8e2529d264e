// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.nio.file.Path;
import jdk.jfr.Recording;

/**
 * Allocates known shares of large, middling and small arrays, and records that again and again with the JVM's own
 * events: DIRECTORY RUNS LARGE MIDDLING SMALL, in units of 8 MiB for each of four rounds.
 */
public final class KnownShares {
    private static final int UNIT = 8 << 20;
    private static final int HEADER = 16;
    private static Object sink = "";

    private KnownShares() {}

    static void large(int units) {
        for (int i = 0; i < units; i++) {
            sink = new byte[UNIT - HEADER];
        }
    }

    static void middling(int units) {
        for (int i = 0; i < units * (UNIT >> 16); i++) {
            sink = new byte[(1 << 16) - HEADER];
        }
    }

    static void small(int units) {
        for (int i = 0; i < units * (UNIT >> 6); i++) {
            sink = new byte[(1 << 6) - HEADER];
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        for (int run = 0; run < Integer.parseInt(arguments[1]); run++) {
            try (Recording recording = new Recording()) {
                recording.enable("jdk.ObjectAllocationInNewTLAB").withStackTrace();
                recording.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
                recording.enable("jdk.GarbageCollection").withoutThreshold();
                recording.enable("jdk.ThreadAllocationStatistics").with("period", "everyChunk");
                recording.start();
                for (int round = 0; round < 4; round++) {
                    large(Integer.parseInt(arguments[2]));
                    middling(Integer.parseInt(arguments[3]));
                    small(Integer.parseInt(arguments[4]));
                }
                recording.stop();
                recording.dump(directory.resolve(run + ".jfr"));
            }
        }
        System.out.println(sink.hashCode() != 0);
    }
}
