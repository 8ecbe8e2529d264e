// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.List;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ToolMemory;

/**
 * What the tool itself took. Its slow paths book what they take to a row of their own, so that a method's cost is no
 * more than what its probes allocate on the fast path: nothing, unless the calibration says otherwise.
 *
 * @param bytesPerCall allocated by the probes of one call, entry and exit together
 * @param allocated on the Java heap, by threads that ran woven code
 * @param resident growth of threads that ran woven code
 * @param rss change of the process's RSS
 */
public record ToolCost(
        long bytesPerCall,
        List<ProbeCost> probes,
        List<ToolMemory> holds,
        Balance allocated,
        Balance resident,
        Balance rss) {

    public ToolCost {
        probes = List.copyOf(probes);
        holds = List.copyOf(holds);
    }

    static ToolCost of(Recording recording, List<MethodTotals> methods, Touched touched) {
        long bytesPerCall = recording.probeCosts().stream()
                .mapToLong(probe -> probe.bytesPerCall)
                .sum();
        Balance allocated = new Balance(0, 0);
        Balance resident = new Balance(0, 0);
        for (MethodTotals row : methods) {
            boolean tool = row.key().equals(SiteKey.TOOL);
            long probes = row.key().isMethod() ? bytesPerCall * row.calls() : 0;
            allocated = allocated.plus(new Balance(row.allocatedSelfBytes(), tool ? row.allocatedSelfBytes() : probes));
            resident = resident.plus(new Balance(row.residentSelfBytes(), tool ? row.residentSelfBytes() : 0));
        }
        Balance rss = new Balance(touched.changeBytes().orElse(0), touched.bytesOf(ThreadKind.TOOL.row()));
        return new ToolCost(bytesPerCall, recording.probeCosts(), recording.toolMemory(), allocated, resident, rss);
    }

    /** What of a method's own allocation is the tool's. */
    public Balance allocatedSelf(MethodTotals method) {
        long cost = method.key().equals(SiteKey.TOOL)
                ? method.allocatedSelfBytes()
                : method.key().isMethod() || method.key().isLine() ? bytesPerCall * method.calls() : 0;
        return new Balance(method.allocatedSelfBytes(), cost);
    }

    /** Bytes that the tool holds in the process. */
    public long heldBytes() {
        return holds.stream().mapToLong(kind -> kind.bytes).sum();
    }

    /** CPU time of all probes, by their calibrated cost. */
    public long cpuNanos() {
        return (long) probes.stream()
                .mapToDouble(probe -> probe.calls * probe.nanosPerCall)
                .sum();
    }
}
