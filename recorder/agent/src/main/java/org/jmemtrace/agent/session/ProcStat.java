// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

/**
 * A line of /proc/PID/stat or /proc/PID/task/TID/stat, proc(5).
 *
 * @param name at most 15 bytes; may hold anything, brackets and spaces too
 * @param userTicks time in user mode, in ticks of 10 ms
 * @param systemTicks time in the kernel, in the same
 * @param startTicks when it began, in the same since the machine did
 */
record ProcStat(
        String name,
        String status,
        long ppid,
        long minorFaults,
        long majorFaults,
        long userTicks,
        long systemTicks,
        int threads,
        long startTicks) {
    static final long TICK_NANOS = 10_000_000;

    /** Throws {@link IllegalArgumentException} for a text that is no such line. */
    static ProcStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] fields =
                close < 0 ? new String[0] : line.substring(close + 1).trim().split(" ");
        if (open < 0 || fields.length < 20) {
            throw new IllegalArgumentException("no stat line: " + line);
        }
        return new ProcStat(
                line.substring(open + 1, close),
                fields[0],
                Long.parseLong(fields[1]),
                Long.parseLong(fields[7]),
                Long.parseLong(fields[9]),
                Long.parseLong(fields[11]),
                Long.parseLong(fields[12]),
                Integer.parseInt(fields[17]),
                Long.parseLong(fields[19]));
    }

    /** Whether it has ended and has no memory any more: a zombie, or one that is going. */
    boolean isDead() {
        return status.equals("Z") || status.equals("X");
    }
}
