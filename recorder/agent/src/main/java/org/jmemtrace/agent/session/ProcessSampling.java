// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.List;
import org.jmemtrace.events.CommandLine;
import org.jmemtrace.events.ProcessSample;

/** Samples one process. PSS and USS cost the kernel a walk over all its pages: they are renewed only so often. */
final class ProcessSampling {
    private final ProcFiles files;
    private long pssBytes;
    private long ussBytes;
    private long nextRollupNanos = System.nanoTime();
    private long startTicks = -1;

    ProcessSampling(ProcFiles files) {
        this.files = files;
    }

    /**
     * Writes a sample; none of a process that has ended, or whose number is another's by now.
     *
     * @param rollupShare at most one part in so many of the time goes into PSS and USS
     * @return whether it is still there
     */
    boolean write(long rollupShare) {
        String statLine = files.read("stat");
        String status = files.read("status");
        if (statLine.isEmpty() || status.isEmpty()) {
            return false;
        }
        ProcStat stat = ProcStat.parse(statLine);
        if (startTicks >= 0 && stat.startTicks() != startTicks || stat.isDead()) {
            return false;
        }
        startTicks = stat.startTicks();
        rollUp(rollupShare);
        ProcessSample event = new ProcessSample();
        event.pid = ProcFiles.number(status, "Pid");
        event.ppid = stat.ppid();
        event.name = stat.name();
        event.cmdLine = CommandLine.redact(List.of(files.read("cmdline").split("\0")));
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
        event.openFiles = files.list("fd").size();
        event.contextSwitches = ProcFiles.number(status, "voluntary_ctxt_switches")
                + ProcFiles.number(status, "nonvoluntary_ctxt_switches");
        event.status = stat.status();
        event.unknown = "netConnections";
        event.commit();
        return true;
    }

    private void rollUp(long share) {
        long before = System.nanoTime();
        if (before - nextRollupNanos < 0) {
            return;
        }
        String rollup = files.read("smaps_rollup");
        pssBytes = ProcFiles.number(rollup, "Pss");
        ussBytes = ProcFiles.number(rollup, "Private_Clean") + ProcFiles.number(rollup, "Private_Dirty");
        long after = System.nanoTime();
        nextRollupNanos = after + (after - before) * share;
    }
}
