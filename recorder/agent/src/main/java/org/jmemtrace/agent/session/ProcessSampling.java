// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.List;
import org.jmemtrace.events.CommandLine;
import org.jmemtrace.events.ProcessSample;

/** Samples this process. PSS and USS cost the kernel a walk over all pages: they are renewed only so often. */
final class ProcessSampling {
    /** At most 0.2 % of the time goes into smaps_rollup. */
    private static final long ROLLUP_SHARE = 500;

    private static long pssBytes;
    private static long ussBytes;
    private static long nextRollupNanos = System.nanoTime();

    private ProcessSampling() {}

    static synchronized void write() {
        String status = ProcFiles.read("status");
        ProcStat stat = ProcStat.parse(ProcFiles.read("stat"));
        rollUp();
        ProcessSample event = new ProcessSample();
        event.pid = ProcFiles.number(status, "Pid");
        event.ppid = stat.ppid();
        event.name = stat.name();
        event.cmdLine = CommandLine.redact(List.of(ProcFiles.read("cmdline").split("\0")));
        event.threads = stat.threads();
        event.vmSize = ProcFiles.number(status, "VmSize");
        event.vmRss = ProcFiles.number(status, "VmRSS");
        event.rssAnon = ProcFiles.number(status, "RssAnon");
        event.rssFile = ProcFiles.number(status, "RssFile");
        event.rssShmem = ProcFiles.number(status, "RssShmem");
        event.swap = ProcFiles.number(status, "VmSwap");
        event.pss = pssBytes;
        event.uss = ussBytes;
        event.minorFaults = stat.minorFaults();
        event.majorFaults = stat.majorFaults();
        event.user = stat.userTicks() * ProcStat.TICK_NANOS;
        event.system = stat.systemTicks() * ProcStat.TICK_NANOS;
        event.openFiles = ProcFiles.list("fd").size();
        event.contextSwitches = ProcFiles.number(status, "voluntary_ctxt_switches")
                + ProcFiles.number(status, "nonvoluntary_ctxt_switches");
        event.status = stat.status();
        event.unknown = "netConnections";
        event.commit();
    }

    private static void rollUp() {
        long before = System.nanoTime();
        if (before - nextRollupNanos < 0) {
            return;
        }
        String rollup = ProcFiles.read("smaps_rollup");
        pssBytes = ProcFiles.number(rollup, "Pss");
        ussBytes = ProcFiles.number(rollup, "Private_Clean") + ProcFiles.number(rollup, "Private_Dirty");
        long after = System.nanoTime();
        nextRollupNanos = after + (after - before) * ROLLUP_SHARE;
    }
}
