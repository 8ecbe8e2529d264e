// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.Site;

/**
 * All that a report says, before it is put into words.
 *
 * @param methods a row for each method, and for what is no method, in the order of their names
 * @param lines a row for each line or bytecode, if they were told apart
 * @param linesWithNatives the same, with what the native methods took that they call, as a source shows it
 * @param places where each method and line is in its source, for those of which that is known
 * @param container what it had of its limit, if it has one
 * @param phases from each label that the program set to the next
 * @param blocks of the program, a row for each name
 * @param thrown calls that an exception ended, most of them first
 * @param sampledLines what lines allocated, as far as the JVM's own events tell, most first
 * @param sampledMethods the same of methods
 * @param sampledTypes the same of types
 * @param objects by type and site, if any were counted
 * @param warnings what the reader must know before trusting a figure, a sentence each
 */
public record Profile(
        Recording recording,
        CallTree tree,
        List<MethodTotals> methods,
        List<MethodTotals> lines,
        List<MethodTotals> linesWithNatives,
        Map<SiteKey, Place> places,
        RssSeries rss,
        Verdict verdict,
        Optional<ContainerUse> container,
        Touched touched,
        ToolCost cost,
        Quality quality,
        List<ProcessRow> processes,
        LedgerSeries ledgerSeries,
        List<LedgerRow> ledger,
        List<Phase> phases,
        List<BlockRow> blocks,
        List<ThrownRow> thrown,
        List<AllocationRow> sampledLines,
        List<AllocationRow> sampledMethods,
        List<AllocationRow> sampledTypes,
        List<ObjectRow> objects,
        List<String> warnings) {

    /** Where a method begins in its source, or a line is. */
    public record Place(String file, int line) {}

    public Profile {
        methods = List.copyOf(methods);
        lines = List.copyOf(lines);
        linesWithNatives = List.copyOf(linesWithNatives);
        processes = List.copyOf(processes);
        ledger = List.copyOf(ledger);
        phases = List.copyOf(phases);
        blocks = List.copyOf(blocks);
        thrown = List.copyOf(thrown);
        objects = List.copyOf(objects);
        warnings = List.copyOf(warnings);
    }

    public static Profile of(Recording recording) {
        Map<SiteKey, Place> places = new TreeMap<>();
        for (Site site : recording.sites().values()) {
            if (site.site >= Site.FIRST && site.line > 0) {
                SiteKey key = SiteKey.isLine(site) ? SiteKey.lineOf(site) : SiteKey.of(site);
                places.put(key, new Place(site.sourceFile, site.line));
            }
        }
        IntFunction<SiteKey> keys = site -> SiteKey.of(site, recording.sites());
        Lines lines = Lines.of(recording);
        CallTree tree = CallTree.of(lines.nodes(), keys);
        List<MethodTotals> methods = Methods.of(tree, lines.totals(), keys);
        RssSeries rss = RssSeries.of(recording);
        LedgerSeries ledgerSeries = LedgerSeries.of(recording.ledger());
        Verdict verdict = Verdict.of(rss);
        Touched touched = Touched.of(recording, methods, rss);
        ToolCost cost = ToolCost.of(recording, methods, touched);
        return new Profile(
                recording,
                tree,
                methods,
                lines.rows(),
                lines.withNatives(),
                places,
                rss,
                verdict,
                ContainerUse.of(recording, verdict),
                touched,
                cost,
                Quality.of(recording, tree),
                ProcessRow.of(recording.samples()),
                ledgerSeries,
                LedgerRow.of(ledgerSeries, rss),
                Phase.of(recording, rss),
                BlockRow.of(recording),
                ThrownRow.of(recording),
                AllocationRow.byLine(recording.sampledAllocations()),
                AllocationRow.byMethod(recording.sampledAllocations()),
                AllocationRow.byType(recording.sampledAllocations()),
                ObjectRow.bySite(recording),
                Warnings.of(recording, tree, methods, cost));
    }

    /** The lines, and the native methods that they call, which have none. */
    public List<MethodTotals> linesAndNatives() {
        return Stream.concat(
                        lines.stream(), methods.stream().filter(row -> row.key().isNative()))
                .toList();
    }

    /**
     * What lines took, native methods included, that a report shows as one; their totals are lower bounds where the tree
     * is folded.
     */
    public List<MethodTotals> mergedLines(UnaryOperator<SiteKey> merge) {
        return Lines.merged(recording, merge);
    }

    /** The calls with lines told apart, if they were: a line stands below its method, and above what it calls. */
    public CallTree lineTree() {
        return Lines.tree(recording);
    }

    /** All processes that were sampled, together. */
    public TreeSeries processTree() {
        return TreeSeries.of(recording.samples());
    }

    /** Whether calls were to be counted; if not, their absence is no news. */
    public boolean wantsMethods() {
        return !recording.isOfSamplesAlone();
    }

    /** The same by type alone. */
    public List<ObjectRow> objectTypes() {
        return ObjectRow.byType(objects);
    }

    /** Whether any woven method was seen at all. */
    public boolean hasMethods() {
        return methods.stream().anyMatch(row -> row.key().isMethod());
    }

    /** The Java heap in use when a collection last began or ended before an instant. */
    public OptionalLong heapUsedBytesAt(long epochNanos) {
        List<Timed<Long>> heap = recording.heapUsedBytes();
        int low = 0;
        int high = heap.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (heap.get(middle).epochNanos() <= epochNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0
                ? OptionalLong.empty()
                : OptionalLong.of(heap.get(low - 1).event());
    }

    /** Whether there is anything to attribute or to judge. */
    public boolean isUsable() {
        return hasMethods()
                || rss.size() >= 2
                || !blocks.isEmpty()
                || !processes.isEmpty()
                || !objects.isEmpty()
                || !sampledLines.isEmpty();
    }
}
