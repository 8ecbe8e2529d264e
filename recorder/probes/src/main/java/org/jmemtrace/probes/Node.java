// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/**
 * One calling context: a site, and how it was reached. Sums are running totals without callees.
 *
 * <p>Assumption: only the thread that owns the tree writes. Guarantee: any thread may read at any time; it sees sums
 * that the owner wrote at some earlier moment, and never a node that is not fully made.
 */
public final class Node {
    private static final int[] NO_SITES = new int[1];
    private static final @Nullable Node[] NO_CHILDREN = new Node[1];

    final int id;
    final int site;
    final @Nullable Node parent;
    long calls;
    long allocated;
    long resident;

    /** The child that was called last: most calls go where the last one went. */
    private int recentSite;

    private @Nullable Node recent;

    /** Open addressing by site, a power of two long; empty until the first child. 0 is no site. */
    private int[] childSites = NO_SITES;

    private @Nullable Node[] children = NO_CHILDREN;
    private int childCount;

    Node(int id, int site, @Nullable Node parent) {
        this.id = id;
        this.site = site;
        this.parent = parent;
    }

    /** The child for a site, or null if it was never called from here. */
    @Nullable Node child(int site) {
        if (recentSite == site) {
            return recent;
        }
        int[] sites = childSites;
        int mask = sites.length - 1;
        for (int i = slot(site, mask); sites[i] != 0; i = (i + 1) & mask) {
            if (sites[i] == site) {
                Node child = children[i];
                recentSite = site;
                recent = child;
                return child;
            }
        }
        return null;
    }

    /** Makes a node the child for its site: a new one, or, where recursion is folded, one further up. */
    void adopt(Node node) {
        if ((childCount + 1) * 4 > childSites.length * 3) { // a search ends at a free place: there must be one
            int[] sites = childSites;
            Node[] nodes = children;
            childSites = new int[Math.max(2, sites.length * 2)];
            children = new Node[childSites.length];
            for (int i = 0; i < sites.length; i++) {
                if (sites[i] != 0) {
                    place(sites[i], nodes[i]);
                }
            }
        }
        place(node.site, node);
        childCount++;
        recentSite = node.site;
        recent = node;
    }

    private void place(int site, @Nullable Node node) {
        int mask = childSites.length - 1;
        int i = slot(site, mask);
        while (childSites[i] != 0) {
            i = (i + 1) & mask;
        }
        childSites[i] = site;
        children[i] = node;
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
