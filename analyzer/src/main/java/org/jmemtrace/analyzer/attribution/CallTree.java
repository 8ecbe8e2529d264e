// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jmemtrace.analyzer.reader.NodeTotals;

/**
 * The calling-context trees of all threads merged into one. Its root is what ran outside of woven code. No walk over it
 * recurses: the program's own recursion makes it as deep as it likes.
 */
public final class CallTree {
    /** One method in one context, over all threads. */
    public static final class Node {
        private final SiteKey key;
        private final Map<SiteKey, Node> children = new TreeMap<>();
        private long calls;
        private long allocatedSelfBytes;
        private long residentSelfBytes;
        private long allocatedTotalBytes;
        private long residentTotalBytes;

        private Node(SiteKey key) {
            this.key = key;
        }

        public SiteKey key() {
            return key;
        }

        public Collection<Node> children() {
            return children.values();
        }

        public long calls() {
            return calls;
        }

        public long allocatedSelfBytes() {
            return allocatedSelfBytes;
        }

        public long residentSelfBytes() {
            return residentSelfBytes;
        }

        /** Callees included. */
        public long allocatedTotalBytes() {
            return allocatedTotalBytes;
        }

        /** Callees included. */
        public long residentTotalBytes() {
            return residentTotalBytes;
        }

        private Node child(SiteKey childKey) {
            return children.computeIfAbsent(childKey, Node::new);
        }

        private void add(NodeTotals totals) {
            calls += totals.calls();
            allocatedSelfBytes += totals.allocatedBytes();
            residentSelfBytes += totals.residentBytes();
        }
    }

    private final Node root = new Node(SiteKey.OUTSIDE);
    private int foldedNodes;
    private int lostCallers;

    private CallTree() {}

    /**
     * Merges the nodes of all threads.
     *
     * @param keys from a site's number to what it stands for
     */
    static CallTree of(List<NodeTotals> nodes, IntFunction<SiteKey> keys) {
        CallTree tree = new CallTree();
        tree.merge(nodes, keys);
        tree.sumUp();
        return tree;
    }

    public Node root() {
        return root;
    }

    /** Contexts whose callers are not known since the recorder's tree was full. */
    public int foldedNodes() {
        return foldedNodes;
    }

    /** Contexts whose caller the recording names, but does not hold. */
    public int lostCallers() {
        return lostCallers;
    }

    private record Step(NodeTotals totals, Node parent) {}

    private void merge(List<NodeTotals> nodes, IntFunction<SiteKey> keys) {
        Map<Long, List<NodeTotals>> byParent = new HashMap<>();
        Set<Long> present = new HashSet<>();
        for (NodeTotals node : nodes) {
            present.add(node.node());
            byParent.computeIfAbsent(node.parent(), p -> new ArrayList<>()).add(node);
        }
        Deque<Step> open = new ArrayDeque<>();
        Set<Long> merged = new HashSet<>();
        byParent.getOrDefault(0L, List.of()).forEach(node -> open.add(new Step(node, root)));
        mergeFrom(open, byParent, keys, merged);
        for (NodeTotals node : nodes) {
            if (!present.contains(node.parent()) && node.parent() != 0) {
                lostCallers++;
                open.add(new Step(node, root.child(SiteKey.CALLER_LOST)));
            }
        }
        mergeFrom(open, byParent, keys, merged);
        for (NodeTotals node : nodes) {
            // Only nodes that are their own callers are left: a recording of ours has none.
            if (merged.add(node.node())) {
                lostCallers++;
                root.child(SiteKey.CALLER_LOST).child(keys.apply(node.site())).add(node);
            }
        }
    }

    private void mergeFrom(
            Deque<Step> open, Map<Long, List<NodeTotals>> byParent, IntFunction<SiteKey> keys, Set<Long> merged) {
        while (!open.isEmpty()) {
            Step step = open.poll();
            if (!merged.add(step.totals().node())) {
                continue;
            }
            SiteKey key = keys.apply(step.totals().site());
            Node node = key.equals(SiteKey.OUTSIDE) && step.parent() == root
                    ? root
                    : step.parent().child(key);
            node.add(step.totals());
            if (step.parent().key().kind() == SiteKey.Kind.FOLDED) {
                foldedNodes++;
            }
            for (NodeTotals callee : byParent.getOrDefault(step.totals().node(), List.of())) {
                open.add(new Step(callee, node));
            }
        }
    }

    private void sumUp() {
        List<Node> parentsFirst = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.pop();
            parentsFirst.add(node);
            node.children().forEach(open::push);
        }
        for (int i = parentsFirst.size() - 1; i >= 0; i--) {
            Node node = parentsFirst.get(i);
            node.allocatedTotalBytes += node.allocatedSelfBytes;
            node.residentTotalBytes += node.residentSelfBytes;
            for (Node child : node.children()) {
                node.allocatedTotalBytes += child.allocatedTotalBytes;
                node.residentTotalBytes += child.residentTotalBytes;
            }
        }
    }
}
