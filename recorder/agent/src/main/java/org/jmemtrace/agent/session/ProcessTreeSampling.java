// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Samples this process, and all that it has started and that these have; or all below another process that has started
 * it, as below the command that runs a script. (That process cannot add what it sees itself to this JVM's recording: the
 * JDK's reader takes times and threads in chunks of another JVM for those of the first.) To look for new ones takes a look at all
 * processes of the machine, as far as they can be seen: with many of them, or many descendants, that is done less often.
 */
final class ProcessTreeSampling {
    /** At most 0.2 % of the time goes into PSS and USS, and as much into the descendants. */
    private static final long SHARE = 500;

    private static final String ROOT = "processes=";

    /** 0 for this one. */
    private final long root;

    private final ProcessSampling own = new ProcessSampling(ProcFiles.SELF);
    private final Map<Long, ProcessSampling> descendants = new HashMap<>();
    private long nextDescendantsNanos = System.nanoTime();
    private int coldRounds = 4; // code that has not run before takes 20 times as long

    /** @param arguments of the agent, as it describes them */
    ProcessTreeSampling(String arguments) {
        boolean told = arguments.matches(ROOT + "[1-9]\\d{0,9}");
        root = told ? Long.parseLong(arguments.substring(ROOT.length())) : 0;
    }

    /** Writes a sample of each, of the descendants if it is not too soon. */
    void writeIfDue() {
        own.write(SHARE);
        if (System.nanoTime() - nextDescendantsNanos >= 0) {
            writeDescendants();
        }
    }

    void write() {
        own.write(SHARE);
        writeDescendants();
    }

    private void writeDescendants() {
        long before = System.nanoTime();
        ProcessHandle self = ProcessHandle.current();
        Set<Long> present = ProcessHandle.of(root)
                .orElse(self) // also once it has ended
                .descendants()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != self.pid())
                .collect(Collectors.toSet());
        descendants.keySet().retainAll(present);
        long share = SHARE * (1 + present.size());
        for (long pid : present) {
            if (!descendants
                    .computeIfAbsent(pid, id -> new ProcessSampling(ProcFiles.of(id)))
                    .write(share)) {
                descendants.remove(pid); // the number may be given to another, whose samples begin anew
            }
        }
        if (coldRounds > 0) {
            coldRounds--;
            return;
        }
        long after = System.nanoTime();
        nextDescendantsNanos = after + (after - before) * SHARE;
    }
}
