// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.List;
import java.util.Optional;

/** A process's line in /proc/PID/stat. Its name may hold blanks and parentheses, so the last one ends it. */
record Stat(
        long pid,
        String name,
        String state,
        long ppid,
        long minorFaults,
        long majorFaults,
        long userTicks,
        long systemTicks,
        long threads,
        long startTicks) {
    /** Linux shows times to programs in units of 10 ms, whatever the kernel's own tick is. */
    static final long TICK_NANOS = 10_000_000;

    /** Empty for a line that was cut, as of a process that ended while it was read. */
    static Optional<Stat> parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        if (open < 1 || close < open || close + 2 >= line.length()) {
            return Optional.empty();
        }
        List<String> fields = List.of(line.substring(close + 2).strip().split(" ", -1));
        if (fields.size() < 20) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Stat(
                    Long.parseLong(line.substring(0, open).strip()),
                    line.substring(open + 1, close),
                    fields.get(0),
                    Long.parseLong(fields.get(1)),
                    Long.parseLong(fields.get(7)),
                    Long.parseLong(fields.get(9)),
                    Long.parseLong(fields.get(11)),
                    Long.parseLong(fields.get(12)),
                    Long.parseLong(fields.get(17)),
                    Long.parseLong(fields.get(19))));
        } catch (NumberFormatException cut) {
            return Optional.empty();
        }
    }
}
