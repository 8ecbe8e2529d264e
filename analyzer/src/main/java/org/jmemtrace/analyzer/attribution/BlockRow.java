// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.api.MemoryBlockEvent;

/**
 * All runs of the blocks of one name. What is not known of a run is left out; of an even number of runs, the median is the
 * lower of the two in the middle, a run that was.
 *
 * @param allocatedBytes the median run's, and those of the runs with the least and the most; of the thread that opened
 *     the block, without the tool's
 * @param rssDeltaBytes the median run's change of the process' RSS
 * @param retainedBytes the median run's change of the Java heap after collections
 * @param alwaysRetains whether each run but the first, of five or more, left more on the heap than it found
 * @param toolBytes of all runs together, taken off
 */
public record BlockRow(
        String name,
        int count,
        OptionalLong allocatedBytes,
        OptionalLong allocatedLeastBytes,
        OptionalLong allocatedMostBytes,
        OptionalLong rssDeltaBytes,
        OptionalLong retainedBytes,
        boolean alwaysRetains,
        long toolBytes) {

    private static final int ENOUGH_RUNS = 5;

    /** Whose median run allocated most first. */
    static List<BlockRow> of(Recording recording) {
        Map<String, List<MemoryBlockEvent>> byName = new TreeMap<>();
        for (Timed<MemoryBlockEvent> block : recording.blocks()) {
            byName.computeIfAbsent(block.event().name, t -> new ArrayList<>()).add(block.event());
        }
        return byName.values().stream()
                .map(BlockRow::of)
                .sorted(Comparator.comparingLong(
                                (BlockRow row) -> row.allocatedBytes().orElse(MemoryBlockEvent.UNKNOWN))
                        .reversed()
                        .thenComparing(BlockRow::name))
                .toList();
    }

    private static BlockRow of(List<MemoryBlockEvent> runs) {
        Collection<MemoryBlockEvent> counted =
                runs.stream().filter(run -> run.allocatedBytes >= 0).toList();
        long[] allocated =
                counted.stream().mapToLong(run -> run.allocatedBytes).sorted().toArray();
        long[] changes = runs.stream()
                .filter(run -> run.rssBeforeBytes >= 0 && run.rssAfterBytes >= 0)
                .mapToLong(run -> run.rssDeltaBytes)
                .sorted()
                .toArray();
        List<MemoryBlockEvent> collected = runs.stream()
                .filter(run -> run.heapBeforeBytes >= 0 && run.heapAfterBytes >= 0)
                .toList();
        long[] retained =
                collected.stream().mapToLong(run -> run.retainedBytes).sorted().toArray();
        return new BlockRow(
                runs.get(0).name,
                runs.size(),
                at(allocated, (allocated.length - 1) / 2),
                at(allocated, 0),
                at(allocated, allocated.length - 1),
                at(changes, (changes.length - 1) / 2),
                at(retained, (retained.length - 1) / 2),
                collected.size() >= ENOUGH_RUNS && collected.stream().skip(1).allMatch(run -> run.retainedBytes > 0),
                counted.stream().mapToLong(run -> run.toolBytes).sum());
    }

    private static OptionalLong at(long[] sorted, int index) {
        return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[index]);
    }
}
