// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

/** Whether the program's main method is still to be called. */
final class ProgramStart {
    private ProgramStart() {}

    /** True on the thread that will call it, while the JVM starts: its first frame is then not the program's. */
    static boolean isAhead() {
        StackTraceElement[] frames = Thread.currentThread().getStackTrace();
        String first = frames[frames.length - 1].getClassName();
        return Thread.currentThread().getName().equals("main")
                && (first.startsWith("jdk.jfr.") || first.startsWith("sun.instrument."));
    }
}
