// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jmemtrace.api.MarkEvent;
import org.jmemtrace.api.MemoryBlockEvent;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.events.CallRss;
import org.jmemtrace.events.CallTotal;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.JvmInfo;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.RssLedger;
import org.jmemtrace.events.Site;
import org.jmemtrace.events.ThreadSample;
import org.jmemtrace.events.ToolMemory;

/**
 * What a chunk says, or all chunks of a JVM together: of running totals the last value, of samples all. Filled by the
 * one thread that reads a chunk, and used by others only when that has ended.
 */
final class Facts {
    final Map<String, long[]> eventCounts = new TreeMap<>();
    final Map<Integer, Site> sites = new HashMap<>();
    final Map<Long, Timed<CallNode>> lastByNode = new HashMap<>();
    final Map<Long, Timed<CallNode>> baselineByNode = new HashMap<>();
    final Map<TotalKey, Timed<CallTotal>> lastTotals = new HashMap<>();
    final Map<TotalKey, Timed<CallTotal>> baselineTotals = new HashMap<>();
    final Map<Long, ThreadTrack> threads = new TreeMap<>();
    final List<Timed<ProcessSample>> processSamples = new ArrayList<>();
    final List<Timed<ContainerMemory>> container = new ArrayList<>();
    final List<Timed<RssLedger>> ledger = new ArrayList<>();
    final Map<String, Timed<CounterChoice>> choices = new TreeMap<>();
    final Map<String, Timed<ProbeCost>> probeCosts = new TreeMap<>();
    final Map<String, Timed<ToolMemory>> toolMemory = new TreeMap<>();
    final Map<Long, Timed<JvmInfo>> jvms = new TreeMap<>();
    final Map<Long, Timed<RecorderStatus>> status = new TreeMap<>();
    final List<Timed<Long>> heapUsedBytes = new ArrayList<>();
    final List<Timed<MarkEvent>> marks = new ArrayList<>();
    final List<Timed<MemoryBlockEvent>> blocks = new ArrayList<>();
    final List<Timed<ThreadAllocation>> allocations = new ArrayList<>();
    final Map<String, NativeTrack> nativeMemory = new TreeMap<>();
    final Map<String, ThrownCalls> thrown = new TreeMap<>();
    final AllocationFacts sampled = new AllocationFacts();
    final ObjectFacts objects = new ObjectFacts();
    String collector = "";
    long maxHeapBytes;
    long lostBytes;

    void addNode(Timed<CallNode> timed) {
        CallNode node = timed.event();
        if (node.baseline) {
            baselineByNode.merge(node.node, timed, (a, b) -> b.epochNanos() < a.epochNanos() ? b : a);
        }
        lastByNode.merge(node.node, timed, Facts::laterTotals);
    }

    /** A method in the tree of one thread. */
    record TotalKey(long root, int site) {}

    void addTotal(Timed<CallTotal> timed) {
        CallTotal total = timed.event();
        TotalKey key = new TotalKey(total.root, total.site);
        if (total.baseline) {
            baselineTotals.merge(key, timed, (a, b) -> b.epochNanos() < a.epochNanos() ? b : a);
        }
        lastTotals.merge(key, timed, Facts::laterTotal);
    }

    void addThread(Timed<ThreadSample> timed) {
        ThreadTrack known = threads.putIfAbsent(timed.event().osThreadId, new ThreadTrack(timed));
        if (known != null) {
            known.add(timed);
        }
    }

    void addCall(Timed<CallRss> timed) {
        CallRss call = timed.event();
        if (!call.exception.isEmpty()) {
            addThrown(new ThrownCalls(call.site, call.exception, 1, call.allocatedBytes, call.residentBytes));
        }
    }

    void addNative(String category, NativeTrack track) {
        nativeMemory.merge(category, track, NativeTrack::add);
    }

    private void addThrown(ThrownCalls calls) {
        thrown.merge(calls.site() + " " + calls.exception(), calls, ThrownCalls::plus);
    }

    /** Events read, of whatever type. */
    long eventCount() {
        return eventCounts.values().stream().mapToLong(count -> count[0]).sum();
    }

    /**
     * Whether the later facts must be of another JVM: another process id, another method behind a number, or totals
     * that went back. (The process id alone does not tell: in containers it is always 1.)
     */
    boolean contradicts(Facts later) {
        if (!jvms.isEmpty() && !later.jvms.isEmpty() && !jvms.keySet().equals(later.jvms.keySet())) {
            return true;
        }
        for (Site site : later.sites.values()) {
            Site known = sites.get(site.site);
            if (known != null && !isSame(known, site)) {
                return true;
            }
        }
        for (Timed<CallNode> totals : later.lastByNode.values()) {
            Timed<CallNode> known = lastByNode.get(totals.event().node);
            if (known != null && !isSuccessor(known.event(), totals.event())) {
                return true;
            }
        }
        return false;
    }

    /** Takes in the chunk that follows. Its baselines are left out: what came before it is in the recording. */
    void add(Facts later) {
        later.eventCounts.forEach((type, count) -> eventCounts.computeIfAbsent(type, t -> new long[1])[0] += count[0]);
        sites.putAll(later.sites);
        later.lastByNode.forEach((node, timed) -> lastByNode.merge(node, timed, Facts::laterTotals));
        later.lastTotals.forEach((key, timed) -> lastTotals.merge(key, timed, Facts::laterTotal));
        later.threads.forEach((id, track) -> {
            ThreadTrack known = threads.putIfAbsent(id, track);
            if (known != null) {
                known.add(track);
            }
        });
        processSamples.addAll(later.processSamples);
        container.addAll(later.container);
        ledger.addAll(later.ledger);
        later.choices.forEach((key, timed) -> choices.merge(key, timed, Timed::later));
        later.probeCosts.forEach((key, timed) -> probeCosts.merge(key, timed, Timed::later));
        later.toolMemory.forEach((key, timed) -> toolMemory.merge(key, timed, Timed::later));
        later.jvms.forEach((key, timed) -> jvms.merge(key, timed, Timed::later));
        later.status.forEach((key, timed) -> status.merge(key, timed, Timed::later));
        heapUsedBytes.addAll(later.heapUsedBytes);
        marks.addAll(later.marks);
        blocks.addAll(later.blocks);
        allocations.addAll(later.allocations);
        later.nativeMemory.forEach((category, track) -> nativeMemory.merge(category, track, NativeTrack::add));
        later.thrown.values().forEach(this::addThrown);
        sampled.add(later.sampled);
        objects.add(later.objects);
        collector = later.collector.isEmpty() ? collector : later.collector;
        maxHeapBytes = later.maxHeapBytes == 0 ? maxHeapBytes : later.maxHeapBytes;
        lostBytes += later.lostBytes;
    }

    /** Totals only rise, so that of two events of one instant the greater is the later. */
    private static Timed<CallNode> laterTotals(Timed<CallNode> a, Timed<CallNode> b) {
        if (a.epochNanos() != b.epochNanos()) {
            return Timed.later(a, b);
        }
        CallNode x = a.event();
        CallNode y = b.event();
        return y.calls >= x.calls && y.allocatedBytes >= x.allocatedBytes && y.residentBytes >= x.residentBytes ? b : a;
    }

    private static Timed<CallTotal> laterTotal(Timed<CallTotal> a, Timed<CallTotal> b) {
        if (a.epochNanos() != b.epochNanos()) {
            return Timed.later(a, b);
        }
        CallTotal x = a.event();
        CallTotal y = b.event();
        return y.allocatedBytes >= x.allocatedBytes && y.residentBytes >= x.residentBytes ? b : a;
    }

    private static boolean isSame(Site a, Site b) {
        return a.className.equals(b.className) && a.method.equals(b.method) && a.descriptor.equals(b.descriptor);
    }

    private static boolean isSuccessor(CallNode known, CallNode later) {
        return later.site == known.site && later.parent == known.parent && later.calls >= known.calls;
    }
}
