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

    private static final int FIELDS = 20; // behind the name, of those that matter

    /** Throws {@link IllegalArgumentException} for a text that is no such line. */
    static ProcStat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("no stat line: " + line);
        }
        int[] fields = new int[FIELDS + 1]; // where each begins
        int at = close;
        for (int i = 0; i <= FIELDS; i++) {
            at = at < 0 ? -1 : line.indexOf(' ', at + 1);
            if (at < 0 && i < FIELDS) {
                throw new IllegalArgumentException("no stat line: " + line);
            }
            fields[i] = at < 0 ? line.length() + 1 : at + 1;
        }
        return new ProcStat(
                line.substring(open + 1, close),
                line.substring(fields[0], fields[1] - 1),
                number(line, fields, 1),
                number(line, fields, 7),
                number(line, fields, 9),
                number(line, fields, 11),
                number(line, fields, 12),
                (int) number(line, fields, 17),
                number(line, fields, 19));
    }

    private static long number(String line, int[] fields, int index) {
        return Long.parseLong(line, fields[index], fields[index + 1] - 1, 10);
    }

    /** Whether it has ended and has no memory any more: a zombie, or one that is going. */
    boolean isDead() {
        return status.equals("Z") || status.equals("X");
    }
}
