// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Linux says of a process in its file {@code status}.
 *
 * @param state R, S, D, T (stopped), t (stopped by a debugger) or Z (ended, and nobody has asked for its exit code)
 * @param processId that of the process if {@code pid} names one of its threads
 * @param user the effective user
 * @param group the effective group
 * @param ownPid how it is numbered in its own container
 * @param caughtSignals a bit for each signal that it handles, the lowest for signal 1
 */
record ProcStatus(String name, char state, long processId, String user, String group, long ownPid, long caughtSignals) {
    private static final int QUIT = 3;

    static Optional<ProcStatus> of(String process) {
        Map<String, String> fields = new HashMap<>();
        for (String line : ProcFile.lines("/proc/" + process + "/status")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields.containsKey("State") && fields.containsKey("Tgid")
                ? Optional.of(parse(fields))
                : Optional.empty();
    }

    private static ProcStatus parse(Map<String, String> fields) {
        long processId = Long.parseLong(fields.getOrDefault("Tgid", "0"));
        String inner = last(fields.getOrDefault("NSpid", "")); // older kernels do not say, and have it in no container
        return new ProcStatus(
                fields.getOrDefault("Name", ""),
                fields.getOrDefault("State", "?").charAt(0),
                processId,
                effective(fields.getOrDefault("Uid", "")),
                effective(fields.getOrDefault("Gid", "")),
                inner.isEmpty() ? processId : Long.parseLong(inner),
                Long.parseUnsignedLong(fields.getOrDefault("SigCgt", "0"), 16));
    }

    /** Of the real, effective, saved and file system id. */
    private static String effective(String ids) {
        List<String> all = List.of(ids.split("\\s+"));
        return all.size() > 1 ? all.get(1) : "unknown";
    }

    private static String last(String numbers) {
        return numbers.substring(numbers.lastIndexOf('\t') + 1);
    }

    /** Whether SIGQUIT, by which a JVM is asked to listen, reaches a handler: it ends any other process. */
    boolean handlesQuit() {
        return (caughtSignals >> (QUIT - 1) & 1) == 1;
    }
}
