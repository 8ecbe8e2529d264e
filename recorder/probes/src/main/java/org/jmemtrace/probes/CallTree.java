// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The calling contexts of one thread, or of several that ran one after the other, and the totals of its methods.
 *
 * <p>Trees are bounded, for their own memory and because walking a tree that does not fit the processor's cache costs
 * ten times as much. In a tree of {@link #FOLD_RECURSION_AT} nodes, a recursive call goes back to the node of the call
 * it recurs to; in one of {@link #FOLD_ALL_AT}, or when all trees of the JVM have {@link #MOST}, a new context becomes
 * one node per method. The figures of methods, self and total, stay exact: what is lost is who called.
 */
public final class CallTree {
    static final int FOLD_RECURSION_AT = 1_000;
    static final int FOLD_ALL_AT = 3_000;
    static final int MOST = 200_000;

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final AtomicInteger NODES = new AtomicInteger();
    private static final AtomicInteger FOLDED = new AtomicInteger();

    final Node root;
    final Node tool;
    private @Nullable Node other;
    private volatile Node[] nodes = new Node[16];

    /** Written by the owner alone, after the node it covers. */
    private volatile int size;

    private volatile @Nullable MethodTotal[] totals = new MethodTotal[64];
    private volatile long osThreadId;
    private volatile long javaThreadId;

    CallTree() {
        root = make(Sites.OUTSIDE, null);
        tool = make(Sites.TOOL, root);
    }

    /** The node for a call of {@code site} from {@code caller}, which has no child for it yet. */
    Node grow(Node caller, int site) {
        if (size >= FOLD_RECURSION_AT) {
            for (Node up = caller; up != null; up = up.parent) {
                if (up.site == site) {
                    FOLDED.incrementAndGet();
                    caller.adopt(up);
                    return up;
                }
            }
        }
        if (size >= FOLD_ALL_AT || NODES.get() >= MOST) {
            return fold(caller, site);
        }
        Node node = make(site, caller);
        caller.adopt(node);
        return node;
    }

    private Node fold(Node caller, int site) {
        FOLDED.incrementAndGet();
        Node all = other;
        if (all == null) {
            all = make(Sites.OTHER, root);
            other = all;
        }
        int known = all.child(site);
        Node node = known == 0 ? make(site, all) : nodes[known];
        if (known == 0) {
            all.adopt(node);
        }
        if (caller != all) {
            caller.adopt(node);
        }
        return node;
    }

    private Node make(int site, @Nullable Node parent) {
        int index = size;
        Node node = new Node(IDS.incrementAndGet(), index, total(site), parent);
        Node[] list = nodes;
        if (index == list.length) {
            list = Arrays.copyOf(list, index * 2);
            nodes = list;
        }
        list[index] = node;
        size = index + 1;
        NODES.incrementAndGet();
        return node;
    }

    private MethodTotal total(int site) {
        MethodTotal[] list = totals;
        if (site >= list.length) {
            list = Arrays.copyOf(list, Math.max(site + 1, list.length * 2));
        }
        MethodTotal total = list[site];
        if (total == null) {
            total = new MethodTotal(site);
            list[site] = total;
            totals = list;
        }
        return total;
    }

    /** Totals of methods, by site; null for a site that this thread never reached. */
    public @Nullable MethodTotal[] totals() {
        return totals;
    }

    /** Says that all trees were given up. */
    static void forgetAll() {
        NODES.set(0);
        FOLDED.set(0);
    }

    /** Says whose tree this is; of several threads that ran one after the other, the latest. */
    void belongTo(long osThread, long javaThread) {
        osThreadId = osThread;
        javaThreadId = javaThread;
    }

    public long osThreadId() {
        return osThreadId;
    }

    public long javaThreadId() {
        return javaThreadId;
    }

    /** How many nodes there are; those below this index are fully made. */
    public int size() {
        return size;
    }

    /** The node at an index below {@link #size()}, parents before their children. */
    public Node node(int index) {
        return nodes[index];
    }

    /** All nodes, with room for more at the end; another array once there is no more room. */
    Node[] nodes() {
        return nodes;
    }

    /** The node for what the recorder itself took on this thread. */
    public Node tool() {
        return tool;
    }

    /** Nodes in all trees of the JVM. */
    public static int nodeCount() {
        return NODES.get();
    }

    /** Contexts that found no room of their own. */
    public static int foldedCount() {
        return FOLDED.get();
    }
}
