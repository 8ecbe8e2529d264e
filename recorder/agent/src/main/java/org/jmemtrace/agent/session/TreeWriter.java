// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.LongPredicate;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.probes.CallTree;
import org.jmemtrace.probes.Threads;

/**
 * Writes the trees: all nodes when a chunk begins, those that changed when it ends, and in between those that changed
 * by much, so that a JVM that is killed has lost little. Figures are running totals: an event replaces earlier ones.
 */
final class TreeWriter {
    /** In between, a node is written if it holds more than this share of what has changed: at most so many are. */
    private static final int LARGEST = 500;

    private final SiteWriter sites;
    private final TotalWriter totals;
    private final IdentityHashMap<CallTree, WrittenTree> written = new IdentityHashMap<>();

    TreeWriter(SiteNumbers numbers) {
        sites = new SiteWriter(numbers);
        totals = new TotalWriter(sites);
    }

    /** Writes every node, as what the chunk begins with. */
    void writeBaseline() {
        sites.beginChunk();
        write(true, change -> true);
    }

    /**
     * Writes every node that changed since it was written last. It can have shrunk: what a running thread had pending
     * was charged to the node that was current, and can have been booked to another since.
     */
    void writeChanges() {
        write(false, change -> change != 0);
    }

    /** Writes the nodes that hold most of what changed since they were written last. */
    void writeLargestChanges() {
        Pending pending = Pending.now();
        long[] total = new long[1];
        for (CallTree tree : Threads.trees()) {
            WrittenTree before = writtenOf(tree);
            for (int i = 0; i < tree.size(); i++) {
                total[0] += before.change(tree, i, pending);
            }
        }
        long least = Math.max(1, total[0] / LARGEST);
        write(false, change -> change >= least);
    }

    /** Calls of all methods so far, or how often their lines were begun. */
    long calls(boolean lines) {
        long calls = 0;
        for (CallTree tree : Threads.trees()) {
            for (int i = 0; i < tree.size(); i++) {
                calls += tree.isLine(i) == lines ? tree.calls(i) : 0;
            }
        }
        return calls;
    }

    private void write(boolean baseline, LongPredicate worthIt) {
        Pending pending = Pending.now();
        totals.write(baseline, pending, worthIt);
        List<CallTree> trees = Threads.trees();
        written.keySet().retainAll(java.util.Set.copyOf(trees));
        for (CallTree tree : trees) {
            WrittenTree before = writtenOf(tree);
            int size = tree.size();
            for (int i = 0; i < size; i++) {
                if (worthIt.test(before.change(tree, i, pending))) {
                    write(tree, i, before, pending, baseline);
                }
            }
        }
    }

    private WrittenTree writtenOf(CallTree tree) {
        return written.computeIfAbsent(tree, t -> new WrittenTree());
    }

    private void write(CallTree tree, int index, WrittenTree before, Pending pending, boolean baseline) {
        int parent = tree.parent(index);
        if (parent >= 0 && !before.has(parent)) {
            write(tree, parent, before, pending, baseline); // no node without its callers
        }
        sites.write(tree.site(index));
        CallNode event = new CallNode();
        event.node = tree.id(index);
        event.parent = parent < 0 ? 0 : tree.id(parent);
        event.site = tree.site(index);
        event.calls = tree.calls(index);
        event.allocatedBytes = tree.allocatedBytes(index) + pending.bytesOf(tree, index);
        event.residentBytes = tree.residentBytes(index);
        event.osThreadId = tree.osThreadId();
        event.javaThreadId = tree.javaThreadId();
        event.baseline = baseline;
        event.commit();
        before.set(index, event.calls + event.allocatedBytes + event.residentBytes);
    }

    /** What was written of a tree, by the index of its nodes: the sum of the three figures. */
    private static final class WrittenTree {
        private long[] sums = new long[16];
        private final BitSet known = new BitSet();

        long change(CallTree tree, int index, Pending pending) {
            long before = index < sums.length ? sums[index] : 0;
            return tree.calls(index)
                    + tree.allocatedBytes(index)
                    + tree.residentBytes(index)
                    + pending.bytesOf(tree, index)
                    - before;
        }

        boolean has(int index) {
            return known.get(index);
        }

        void set(int index, long sum) {
            if (index >= sums.length) {
                sums = java.util.Arrays.copyOf(sums, Math.max(index + 1, sums.length * 2));
            }
            sums[index] = sum;
            known.set(index);
        }
    }
}
