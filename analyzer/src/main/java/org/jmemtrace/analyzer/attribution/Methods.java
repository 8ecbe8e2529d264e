// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jmemtrace.analyzer.attribution.CallTree.Node;
import org.jmemtrace.analyzer.reader.SiteTotals;

/** Adds a call tree up by method. */
final class Methods {
    private static final class Sum {
        long calls;
        long allocatedSelfBytes;
        long allocatedTotalBytes;
        long residentSelfBytes;
        long residentTotalBytes;
        int onPath;
    }

    /** A node whose callees are being walked. */
    private record Visit(Node node, Sum sum, Iterator<Node> callees) {}

    private final Map<SiteKey, Sum> sums = new HashMap<>();
    private final Deque<Visit> path = new ArrayDeque<>();

    private Methods() {}

    /**
     * One row for each key of the tree, those that are no methods included, in the order of their names.
     *
     * @param totals what the recorder counted with callees, which is exact where the tree is folded
     */
    static List<MethodTotals> of(CallTree tree, List<SiteTotals> totals, IntFunction<SiteKey> keys) {
        Methods methods = new Methods();
        methods.walk(tree.root());
        methods.raiseTotals(totals, keys);
        return new TreeMap<>(methods.sums)
                .entrySet().stream()
                        .map(entry -> rowOf(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /** Neither the tree nor the count is ever too high; when a JVM is killed, either may be the one written later. */
    private void raiseTotals(List<SiteTotals> totals, IntFunction<SiteKey> keys) {
        Map<SiteKey, Sum> counted = new HashMap<>();
        for (SiteTotals total : totals) {
            Sum sum = counted.computeIfAbsent(keys.apply(total.site()), key -> new Sum());
            sum.allocatedTotalBytes += total.allocatedBytes();
            sum.residentTotalBytes += total.residentBytes();
        }
        counted.forEach((key, total) -> {
            Sum sum = sums.computeIfAbsent(key, k -> new Sum());
            sum.allocatedTotalBytes = Math.max(sum.allocatedTotalBytes, total.allocatedTotalBytes);
            sum.residentTotalBytes = Math.max(sum.residentTotalBytes, total.residentTotalBytes);
        });
    }

    private void walk(Node root) {
        enter(root);
        while (!path.isEmpty()) {
            Visit visit = path.peek();
            if (visit.callees().hasNext()) {
                enter(visit.callees().next());
            } else {
                path.pop();
                visit.sum().onPath--;
            }
        }
    }

    private void enter(Node node) {
        Sum sum = sums.computeIfAbsent(node.key(), key -> new Sum());
        sum.calls += node.calls();
        sum.allocatedSelfBytes += node.allocatedSelfBytes();
        sum.residentSelfBytes += node.residentSelfBytes();
        if (sum.onPath == 0) {
            sum.allocatedTotalBytes += node.allocatedTotalBytes();
            sum.residentTotalBytes += node.residentTotalBytes();
        }
        sum.onPath++;
        path.push(new Visit(node, sum, node.children().iterator()));
    }

    private static MethodTotals rowOf(SiteKey key, Sum sum) {
        return new MethodTotals(
                key,
                sum.calls,
                sum.allocatedSelfBytes,
                sum.allocatedTotalBytes,
                sum.residentSelfBytes,
                sum.residentTotalBytes);
    }
}
