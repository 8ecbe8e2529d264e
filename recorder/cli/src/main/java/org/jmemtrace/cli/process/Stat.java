// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process's line in /proc/PID/stat.
 *
 * @param startTicks when it started; with the pid it tells a process from a later one that got its number
 * @param stackAddress changes when the process runs another program; 0 if it is not for us to know
 */
record Stat(
        long pid,
        String name,
        char state,
        long ppid,
        long flags,
        long minorFaults,
        long majorFaults,
        long userTicks,
        long systemTicks,
        long threads,
        long startTicks,
        long sizeBytes,
        long rssPages,
        long stackAddress) {
    /** Linux shows times to programs in units of 10 ms, whatever the kernel's own tick is. */
    static final long TICK_NANOS = 10_000_000;

    /** PF_EXITING of the kernel. */
    private static final long EXITING = 4;

    /** What tells processes apart. */
    record Identity(long pid, long startTicks) {}

    Identity identity() {
        return new Identity(pid, startTicks);
    }

    /** Whether it has ended, and only its number is kept until somebody asks for its exit code. */
    boolean isDead() {
        return state == 'X' || state == 'x' || (state == 'Z' && threads <= 1); // the first thread may end before others
    }

    /** Whether it is about to: its memory may be gone already. */
    boolean isEnding() {
        return (flags & EXITING) != 0 && state != 'Z';
    }

    /** Whether it is dead or one of the kernel's own; one that is swapped out has memory all the same. */
    boolean hasNoMemory() {
        return sizeBytes == 0 && threads <= 1;
    }

    /**
     * Empty for a line that was cut. The name may hold anything, as in {@code 7 (a) S 1 (b) R 1 ...}, so the last
     * parenthesis ends it.
     */
    static Optional<Stat> parse(ProcText text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        OptionalLong pid = text.number();
        if (pid.isEmpty() || open < 1 || close < open || close + 2 >= text.length()) {
            return Optional.empty();
        }
        String name = text.text(open + 1, close);
        text.seek(close + 2);
        char state = text.character();
        long[] fields = new long[25]; // from the parent's pid on
        if (!text.skipFields(1)) {
            return Optional.empty();
        }
        for (int i = 0; i < fields.length; i++) {
            boolean negative = text.character() == '-'; // as the nice value, and the group of no terminal
            OptionalLong field = negative ? OptionalLong.of(0) : text.number();
            if (field.isEmpty() || !text.skipFields(negative ? 1 : 0)) {
                return Optional.empty();
            }
            fields[i] = field.getAsLong();
        }
        return Optional.of(new Stat(
                pid.getAsLong(),
                name,
                state,
                fields[0],
                fields[5],
                fields[6],
                fields[8],
                fields[10],
                fields[11],
                fields[16],
                fields[18],
                fields[19],
                fields[20],
                fields[24]));
    }
}
