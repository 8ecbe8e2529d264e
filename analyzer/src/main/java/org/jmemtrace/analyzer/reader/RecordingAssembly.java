// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.events.CallTotal;
import org.jmemtrace.events.JvmInfo;
import org.jmemtrace.events.ProcessSample;

/** Makes a {@link Recording} of what was read: takes what came before it out of the totals, and sorts. */
final class RecordingAssembly {
    /** A type of events that each of its recordings names, whether it has some or not. */
    private static final String OF_ASYNC_PROFILER = "profiler.Log";

    private RecordingAssembly() {}

    static Recording assemble(
            List<String> names, int files, List<Facts> jvms, TimeSpan time, int damaged, List<String> readWarnings)
            throws UnreadableException {
        List<String> warnings = new ArrayList<>(readWarnings);
        Facts chosen = jvms.stream()
                .max(Comparator.<Facts>comparingInt(facts -> facts.lastByNode.size())
                        .thenComparing(facts -> !facts.objects.isEmpty()))
                .orElseThrow();
        long woven = jvms.stream().filter(facts -> !facts.lastByNode.isEmpty()).count();
        if (jvms.size() > 1 && files > 1) {
            throw new UnreadableException(
                    UnreadableException.Kind.CHOICE,
                    "these files are of " + jvms.size() + " JVMs",
                    "One report is about one JVM: the totals of several cannot be told apart.",
                    "Run analyze for the files of each JVM by themselves.");
        }
        if (woven > 1) {
            warnings.add("the file holds " + woven + " JVMs: this report is about the one with the most calls, pid "
                    + jvmOf(chosen).pid());
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        long lost = 0;
        List<Timed<ProcessSample>> samples = new ArrayList<>();
        for (Facts facts : jvms) {
            facts.eventCounts.forEach((type, count) -> counts.merge(type, count[0], Long::sum));
            lost += facts.lostBytes;
            samples.addAll(facts.processSamples);
        }
        counts.values().removeIf(count -> count == 0);
        samples.sort(Comparator.comparingLong(Timed::epochNanos));
        samples.forEach(sample -> time.include(sample.epochNanos(), sample.epochNanos()));
        List<Timed<Long>> heapUsed = new ArrayList<>(chosen.heapUsedBytes);
        heapUsed.sort(Comparator.comparingLong(Timed::epochNanos));
        List<Timed<ThreadAllocation>> allocations = new ArrayList<>(chosen.allocations);
        allocations.sort(Comparator.comparingLong(Timed::epochNanos));
        return new Recording(
                names,
                time.startEpochNanos(),
                time.endEpochNanos(),
                jvmOf(chosen),
                counts,
                lost,
                nodesOf(chosen),
                totalsOf(chosen),
                chosen.sites,
                List.copyOf(chosen.threads.values()),
                samples,
                chosen.container.stream()
                        .sorted(Comparator.comparingLong(Timed::epochNanos))
                        .toList(),
                chosen.ledger.stream()
                        .sorted(Comparator.comparingLong(Timed::epochNanos)) // as written: so they are read
                        .map(Timed::event)
                        .toList(),
                chosen.choices.values().stream().map(Timed::event).toList(),
                chosen.status.values().stream().map(Timed::event).findFirst(),
                chosen.probeCosts.values().stream().map(Timed::event).toList(),
                chosen.toolMemory.values().stream().map(Timed::event).toList(),
                new TreeMap<>(chosen.nativeMemory),
                heapUsed,
                marksOf(chosen),
                chosen.blocks.stream()
                        .sorted(Comparator.comparingLong(Timed::epochNanos))
                        .toList(),
                allocations,
                List.copyOf(chosen.thrown.values()),
                chosen.eventCounts.containsKey(OF_ASYNC_PROFILER)
                        ? SampledAllocations.NONE
                        : chosen.sampled.assemble(grownByThread(allocations)),
                chosen.objects.assemble(),
                damaged,
                warnings);
    }

    /** Of threads that said twice how much they had allocated: what came in between. */
    private static Map<Long, Long> grownByThread(List<Timed<ThreadAllocation>> sorted) {
        Map<Long, Long> first = new HashMap<>();
        Map<Long, Long> last = new HashMap<>();
        for (Timed<ThreadAllocation> timed : sorted) {
            first.putIfAbsent(timed.event().javaThreadId(), timed.event().bytes());
            last.put(timed.event().javaThreadId(), timed.event().bytes());
        }
        last.replaceAll((thread, bytes) -> bytes - first.getOrDefault(thread, bytes));
        return last;
    }

    private static List<Timed<String>> marksOf(Facts facts) {
        return facts.marks.stream()
                .sorted(Comparator.comparingLong(Timed::epochNanos))
                .map(mark -> new Timed<>(mark.epochNanos(), mark.event().text))
                .toList();
    }

    private static Jvm jvmOf(Facts facts) {
        for (Timed<JvmInfo> timed : facts.jvms.values()) {
            JvmInfo info = timed.event();
            return new Jvm(info.pid, info.name, info.version, info.vendor, facts.collector, facts.maxHeapBytes);
        }
        return new Jvm(0, "", "", "", facts.collector, facts.maxHeapBytes);
    }

    private static List<SiteTotals> totalsOf(Facts facts) {
        List<SiteTotals> totals = new ArrayList<>();
        CallTotal none = new CallTotal();
        facts.lastTotals.forEach((key, timed) -> {
            Timed<CallTotal> baseline = facts.baselineTotals.get(key);
            CallTotal before = baseline == null ? none : baseline.event();
            totals.add(new SiteTotals(
                    key.site(),
                    timed.event().allocatedBytes - before.allocatedBytes,
                    timed.event().residentBytes - before.residentBytes));
        });
        totals.sort(Comparator.comparingInt(SiteTotals::site)
                .thenComparingLong(SiteTotals::allocatedBytes)
                .thenComparingLong(SiteTotals::residentBytes));
        return totals;
    }

    private static List<NodeTotals> nodesOf(Facts facts) {
        List<NodeTotals> nodes = new ArrayList<>();
        CallNode none = new CallNode();
        for (Timed<CallNode> timed : facts.lastByNode.values()) {
            CallNode last = timed.event();
            Timed<CallNode> baseline = facts.baselineByNode.get(last.node);
            CallNode before = baseline == null ? none : baseline.event();
            nodes.add(new NodeTotals(
                    last.node,
                    last.parent,
                    last.site,
                    last.osThreadId,
                    last.calls - before.calls,
                    last.allocatedBytes - before.allocatedBytes,
                    last.residentBytes - before.residentBytes));
        }
        nodes.sort(Comparator.comparingLong(NodeTotals::node));
        return nodes;
    }
}
