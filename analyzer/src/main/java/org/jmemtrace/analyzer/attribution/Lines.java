// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
 * @param nodes those of methods, with what their lines took in their figures, and called from each other
 * @param totals those of methods
 */
record Lines(List<MethodTotals> rows, List<NodeTotals> nodes, List<SiteTotals> totals) {
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
        return new Lines(
                rows(lineNodes.values(), lineTotals, sites),
                lineNodes.isEmpty() ? recording.nodes() : fold(recording.nodes(), lineNodes),
                methodTotals);
    }

    private static boolean isLine(@Nullable Site site) {
        return site != null && SiteKey.isLine(site);
    }

    private static List<MethodTotals> rows(
            Iterable<NodeTotals> nodes, List<SiteTotals> totals, Map<Integer, Site> sites) {
        Map<SiteKey, MethodTotals> rows = new TreeMap<>();
        for (NodeTotals node : nodes) {
            SiteKey key = key(node.site(), sites);
            add(rows, new MethodTotals(key, node.calls(), node.allocatedBytes(), 0, node.residentBytes(), 0));
        }
        for (SiteTotals total : totals) {
            SiteKey key = key(total.site(), sites);
            add(rows, new MethodTotals(key, 0, 0, total.allocatedBytes(), 0, total.residentBytes()));
        }
        return rows.values().stream().map(Lines::withTotals).toList();
    }

    private static SiteKey key(int line, Map<Integer, Site> sites) {
        return SiteKey.lineOf(Objects.requireNonNull(sites.get(line)));
    }

    private static void add(Map<SiteKey, MethodTotals> rows, MethodTotals more) {
        rows.merge(more.key(), more, MethodTotals::plus);
    }

    /** When a JVM is killed, the count of what a line took itself may be the one written later. */
    private static MethodTotals withTotals(MethodTotals row) {
        return new MethodTotals(
                row.key(),
                row.calls(),
                row.allocatedSelfBytes(),
                Math.max(row.allocatedSelfBytes(), row.allocatedTotalBytes()),
                row.residentSelfBytes(),
                Math.max(row.residentSelfBytes(), row.residentTotalBytes()));
    }

    /** Puts what lines took, and those that were called from them, to the lines' methods. */
    private static List<NodeTotals> fold(List<NodeTotals> nodes, Map<Long, NodeTotals> lines) {
        Map<Long, long[]> taken = new HashMap<>();
        for (NodeTotals line : lines.values()) {
            long[] sums = taken.computeIfAbsent(line.parent(), parent -> new long[2]);
            sums[0] += line.allocatedBytes();
            sums[1] += line.residentBytes();
        }
        List<NodeTotals> methods = new ArrayList<>();
        for (NodeTotals node : nodes) {
            if (lines.containsKey(node.node())) {
                continue;
            }
            NodeTotals caller = lines.get(node.parent());
            long[] sums = taken.getOrDefault(node.node(), new long[2]);
            methods.add(new NodeTotals(
                    node.node(),
                    caller == null ? node.parent() : caller.parent(),
                    node.site(),
                    node.osThreadId(),
                    node.calls(),
                    node.allocatedBytes() + sums[0],
                    node.residentBytes() + sums[1]));
        }
        return methods;
    }
}
