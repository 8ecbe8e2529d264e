// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jmemtrace.analyzer.reader.NodeTotals;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.SiteTotals;
import org.jmemtrace.events.Site;
import org.jspecify.annotations.Nullable;

/**
 * Tells lines and methods of a recording apart. A line's node stands below its method's, and above those of what was
 * called from there.
 *
 * @param rows what each line took, in the order of their names; none if only calls were recorded
 * @param withNatives the same with what the native methods took that they called: those have no lines
 * @param nodes those of methods, with what their lines took in their figures, and called from each other
 * @param totals those of methods
 */
record Lines(List<MethodTotals> rows, List<MethodTotals> withNatives, List<NodeTotals> nodes, List<SiteTotals> totals) {
    /** The caller of a method that is known by its lines alone; no node has this number. */
    private static final long LOST = Long.MIN_VALUE;

    static Lines of(Recording recording) {
        Map<Integer, Site> sites = recording.sites();
        List<SiteTotals> lineTotals = new ArrayList<>();
        List<SiteTotals> methodTotals = new ArrayList<>();
        for (SiteTotals total : recording.totals()) {
            (isLine(sites.get(total.site())) ? lineTotals : methodTotals).add(total);
        }
        Map<Long, NodeTotals> lineNodes = new HashMap<>();
        for (NodeTotals node : recording.nodes()) {
            if (isLine(sites.get(node.site()))) {
                lineNodes.put(node.node(), node);
            }
        }
        if (lineNodes.isEmpty() && lineTotals.isEmpty()) {
            return new Lines(List.of(), List.of(), recording.nodes(), methodTotals);
        }
        IntFunction<SiteKey> keys = keys(sites, UnaryOperator.identity());
        List<MethodTotals> rows = rows(recording.nodes(), lineTotals, keys);
        List<NodeTotals> folded = withoutNatives(recording);
        return new Lines(
                rows,
                folded.equals(recording.nodes()) ? rows : rows(folded, lineTotals, keys),
                fold(recording.nodes(), lineNodes),
                methodTotals);
    }

    /**
     * What lines took, native methods included, that a reader sees as one, as those of the two methods that {@code all.map(x -> new byte[x])} is,
     * or bytecodes. Their totals must not be added up, since one has the other's in it, so the tree is walked: where it
     * is folded these totals are lower bounds.
     *
     * @param merge from a line to what it is seen as
     */
    static List<MethodTotals> merged(Recording recording, UnaryOperator<SiteKey> merge) {
        return rows(withoutNatives(recording), List.of(), keys(recording.sites(), merge));
    }

    /** All of it, as recorded. */
    static CallTree tree(Recording recording) {
        return CallTree.of(recording.nodes(), keys(recording.sites(), UnaryOperator.identity()));
    }

    /** The nodes, with what native methods took in the figures of those that called them. */
    private static List<NodeTotals> withoutNatives(Recording recording) {
        Map<Long, NodeTotals> natives = new HashMap<>();
        for (NodeTotals node : recording.nodes()) {
            Site site = recording.sites().get(node.site());
            if (site != null && SiteKey.of(site).isNative()) {
                natives.put(node.node(), node);
            }
        }
        return natives.isEmpty() ? recording.nodes() : fold(recording.nodes(), natives);
    }

    private static boolean isLine(@Nullable Site site) {
        return site != null && SiteKey.isLine(site);
    }

    private static IntFunction<SiteKey> keys(Map<Integer, Site> sites, UnaryOperator<SiteKey> lines) {
        return number -> {
            Site site = sites.get(number);
            return site != null && SiteKey.isLine(site) ? lines.apply(SiteKey.lineOf(site)) : SiteKey.of(number, sites);
        };
    }

    private static List<MethodTotals> rows(List<NodeTotals> nodes, List<SiteTotals> totals, IntFunction<SiteKey> keys) {
        return Methods.of(CallTree.of(nodes, keys), totals, keys).stream()
                .filter(row -> row.key().isLine())
                .toList();
    }

    /** Puts what lines took, and those that were called from them, to the lines' methods, which stand above them. */
    private static List<NodeTotals> fold(List<NodeTotals> nodes, Map<Long, NodeTotals> lines) {
        Map<Long, NodeTotals> methods = new LinkedHashMap<>();
        for (NodeTotals node : nodes) {
            if (!lines.containsKey(node.node())) {
                NodeTotals caller = lines.get(node.parent());
                methods.put(
                        node.node(), caller == null ? node : moved(node, node.node(), caller.parent(), node.calls()));
            }
        }
        for (NodeTotals line : lines.values()) {
            methods.merge(line.parent(), moved(line, line.parent(), LOST, /* calls= */ 0), Lines::plus);
        }
        return List.copyOf(methods.values());
    }

    private static NodeTotals moved(NodeTotals from, long node, long parent, long calls) {
        return new NodeTotals(
                node, parent, from.site(), from.osThreadId(), calls, from.allocatedBytes(), from.residentBytes());
    }

    private static NodeTotals plus(NodeTotals method, NodeTotals line) {
        return new NodeTotals(
                method.node(),
                method.parent(),
                method.site(),
                method.osThreadId(),
                method.calls(),
                method.allocatedBytes() + line.allocatedBytes(),
                method.residentBytes() + line.residentBytes());
    }
}
