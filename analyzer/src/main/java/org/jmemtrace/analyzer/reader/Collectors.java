// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** Short names of garbage collectors, from what the JVM calls their parts. */
final class Collectors {
    private Collectors() {}

    static String nameOf(String young, String old) {
        String both = young + " " + old;
        if (both.contains("G1")) {
            return "G1";
        }
        if (both.contains("Parallel")) {
            return "Parallel";
        }
        if (both.contains("DefNew") || both.contains("Serial")) {
            return "Serial";
        }
        if (both.contains("Shenandoah")) {
            return "Shenandoah";
        }
        if (both.contains("Z")) {
            return "ZGC";
        }
        return old.isEmpty() ? young : old;
    }
}
