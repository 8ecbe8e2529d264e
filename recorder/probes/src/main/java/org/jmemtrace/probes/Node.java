// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/**
 * One calling context: a site, and how it was reached. Sums are running totals without callees.
 *
 * <p>Assumption: only the thread that owns the tree writes. Guarantee: any thread may read at any time; it sees sums
 * that the owner wrote at some earlier moment, and never a node that is not fully made.
 *
 * <p>Nodes name each other by index: on the path that every call takes, no reference is written, which some collectors
 * make ten times as dear as a number (G1 needs a fence).
 */
public final class Node {
    private static final int[] NO_SITES = new int[1];

    final int id;

    /** Where the node stands in its tree. */
    final int index;

    final int site;
    final @Nullable Node parent;
    final MethodTotal total;
    long calls;
    long allocated;
    long resident;

    /** The child that was called last: most calls go where the last one went. */
    private int recentSite;

    private int recentChild;

    /** Open addressing by site, a power of two long; empty until the first child. 0 is no site. */
    private int[] childSites = NO_SITES;

    /** The children's indexes in the tree. */
    private int[] children = NO_SITES;

    Node(int id, int index, MethodTotal total, @Nullable Node parent) {
        this.id = id;
        this.index = index;
        this.site = total.site;
        this.total = total;
        this.parent = parent;
    }

    /** The index of the child for a site, or 0 if that was never called from here. */
    int child(int site) {
        if (recentSite == site) {
            return recentChild;
        }
        int[] sites = childSites;
        int mask = sites.length - 1;
        for (int i = slot(site, mask); sites[i] != 0; i = (i + 1) & mask) {
            if (sites[i] == site) {
                recentSite = site;
                recentChild = children[i];
                return recentChild;
            }
        }
        return 0;
    }

    /** Makes a node the child for its site: a new one, or, where recursion is folded, one further up. */
    void adopt(Node node) {
        if ((childCount() + 1) * 4 > childSites.length * 3) { // a search ends at a free place: there must be one
            int[] sites = childSites;
            int[] indexes = children;
            childSites = new int[Math.max(2, sites.length * 2)];
            children = new int[childSites.length];
            for (int i = 0; i < sites.length; i++) {
                if (sites[i] != 0) {
                    place(sites[i], indexes[i]);
                }
            }
        }
        place(node.site, node.index);
        recentSite = node.site;
        recentChild = node.index;
    }

    /** Counted when a child is made, and not kept: a node is to fit a cache line. */
    private int childCount() {
        int count = 0;
        for (int childSite : childSites) {
            count += childSite == 0 ? 0 : 1;
        }
        return count;
    }

    private void place(int site, int index) {
        int mask = childSites.length - 1;
        int i = slot(site, mask);
        while (childSites[i] != 0) {
            i = (i + 1) & mask;
        }
        childSites[i] = site;
        children[i] = index;
    }

    private static int slot(int site, int mask) {
        return ((site * 0x9E3779B9) >>> 16) & mask;
    }

    /** The number of this node, unique in the JVM. */
    public int id() {
        return id;
    }

    public int site() {
        return site;
    }

    /** The node of the caller, or null for the root of a thread. */
    public @Nullable Node parent() {
        return parent;
    }

    public long calls() {
        return calls;
    }

    /** Bytes handed out on the Java heap while this node was current. */
    public long allocatedBytes() {
        return allocated;
    }

    /** Bytes of pages first touched while this node was current. */
    public long residentBytes() {
        return resident;
    }
}
