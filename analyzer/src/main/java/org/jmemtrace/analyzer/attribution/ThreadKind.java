// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.List;

/** What a native thread is for, told by its name; Linux keeps the first 15 letters of it. */
public enum ThreadKind {
    WOVEN("woven threads"),
    COLLECTOR("(GC copying)"),
    COMPILER("JIT compiler"),
    VM("VM threads"),
    RECORDER_OF_JDK("JFR"),
    TOOL("(jmemtrace)"),
    OTHER("other threads");

    private static final List<String> COLLECTOR_NAMES = List.of(
            "GC Thread#",
            "G1 ",
            "ParGC",
            "ZWorker",
            "ZDriver",
            "ZDirector",
            "ZStat",
            "ZUncommitter",
            "ZUnmapper",
            "XWorker",
            "XDriver",
            "XDirector",
            "XStat",
            "Shenandoah");
    private static final List<String> COMPILER_NAMES = List.of("C1 Compiler", "C2 Compiler", "JVMCI", "Sweeper thread");

    private final String row;

    ThreadKind(String row) {
        this.row = row;
    }

    /** What the reports call such threads. */
    public String row() {
        return row;
    }

    /**
     * The kind of a thread without woven code.
     *
     * @param collector the JVM's garbage collector; Serial has no threads of its own but uses the VM's
     */
    static ThreadKind of(String name, String collector) {
        if (name.startsWith("jmemtrace")) {
            return TOOL;
        }
        if (startsWithAny(name, COLLECTOR_NAMES)) {
            return COLLECTOR;
        }
        if (name.equals("VM Thread") && collector.equals("Serial")) {
            return COLLECTOR;
        }
        if (startsWithAny(name, COMPILER_NAMES)) {
            return COMPILER;
        }
        if (name.startsWith("JFR ")) {
            return RECORDER_OF_JDK;
        }
        return name.startsWith("VM ") ? VM : OTHER;
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
