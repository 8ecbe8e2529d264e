// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jmemtrace.api.MemoryBlockEvent;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.RssLedger;
import org.jmemtrace.events.Site;
import org.jmemtrace.events.ToolMemory;

/**
 * All that the files say about one JVM.
 *
 * @param files as the user named them
 * @param eventCounts events read, by type; types without events are not there
 * @param lostBytes what the JVM itself says it could not write
 * @param totals of methods, callees included; empty if the recorder wrote none
 * @param samples of all processes, by time
 * @param container what it had of its limit, by time; empty if there is no limit
 * @param ledger rows of what RSS is made of, as written; one thread writes them, instant after instant
 * @param nativeMemory what the JVM tracks of its own native memory, by category; empty if it keeps no track
 * @param heapUsedBytes the Java heap before and after collections, by time
 * @param marks labels that the program set, by time
 * @param blocks of the program that ended, by when they began
 * @param allocations of each thread since it began, by time
 * @param thrown calls that an exception ended, by method and exception
 * @param sampledAllocations what the JVM's own events say of allocation
 * @param objects that were counted, and who holds some
 * @param damagedChunks chunks of which not all could be read
 * @param warnings what was lost in reading, a sentence each
 */
public record Recording(
        List<String> files,
        long startEpochNanos,
        long endEpochNanos,
        Jvm jvm,
        SortedMap<String, Long> eventCounts,
        long lostBytes,
        List<NodeTotals> nodes,
        List<SiteTotals> totals,
        Map<Integer, Site> sites,
        List<ThreadTrack> threads,
        List<Timed<ProcessSample>> samples,
        List<Timed<ContainerMemory>> container,
        List<RssLedger> ledger,
        List<CounterChoice> choices,
        Optional<RecorderStatus> status,
        List<ProbeCost> probeCosts,
        List<ToolMemory> toolMemory,
        SortedMap<String, NativeTrack> nativeMemory,
        List<Timed<Long>> heapUsedBytes,
        List<Timed<String>> marks,
        List<Timed<MemoryBlockEvent>> blocks,
        List<Timed<ThreadAllocation>> allocations,
        List<ThrownCalls> thrown,
        SampledAllocations sampledAllocations,
        RecordedObjects objects,
        int damagedChunks,
        List<String> warnings) {

    public Recording {
        files = List.copyOf(files);
        nodes = List.copyOf(nodes);
        totals = List.copyOf(totals);
        threads = List.copyOf(threads);
        samples = List.copyOf(samples);
        container = List.copyOf(container);
        ledger = List.copyOf(ledger);
        choices = List.copyOf(choices);
        probeCosts = List.copyOf(probeCosts);
        toolMemory = List.copyOf(toolMemory);
        heapUsedBytes = List.copyOf(heapUsedBytes);
        marks = List.copyOf(marks);
        blocks = List.copyOf(blocks);
        allocations = List.copyOf(allocations);
        thrown = List.copyOf(thrown);
        warnings = List.copyOf(warnings);
    }

    public long durationNanos() {
        return endEpochNanos - startEpochNanos;
    }

    public long eventCount() {
        return eventCounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the recorder counted methods with their callees, which is exact although the tree may be folded. */
    public boolean hasTotals() {
        return !totals.isEmpty();
    }

    /** Whether it holds samples and no calls were to be counted: that none were is no news then. */
    public boolean isOfSamplesAlone() {
        return choices.isEmpty()
                && nodes.isEmpty()
                && (!samples.isEmpty() || !sampledAllocations.places().isEmpty());
    }

    public long countOf(String type) {
        return eventCounts.getOrDefault(type, 0L);
    }
}
