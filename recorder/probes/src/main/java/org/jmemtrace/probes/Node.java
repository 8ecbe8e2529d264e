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
    final int id;
    final int site;
    final @Nullable Node parent;
    long calls;
    long allocated;
    long resident;

    /** The child that was called last: most calls go where the last one went. */
    private @Nullable Node recent;

    /** Open addressing by site, a power of two long; null until the first child. */
    private @Nullable Node @Nullable [] children;

    private int childCount;

    Node(int id, int site, @Nullable Node parent) {
        this.id = id;
        this.site = site;
        this.parent = parent;
    }

    /** The child for a site, or null if it was never called from here. */
    @Nullable Node child(int site) {
        Node last = recent;
        if (last != null && last.site == site) {
            return last;
        }
        return search(site);
    }

    private @Nullable Node search(int site) {
        Node[] table = children;
        if (table == null) {
            return null;
        }
        int mask = table.length - 1;
        for (int i = slot(site, mask); ; i = (i + 1) & mask) {
            Node node = table[i];
            if (node == null) {
                return null;
            }
            if (node.site == site) {
                recent = node;
                return node;
            }
        }
    }

    /** Makes a node the child for its site: a new one, or, where recursion is folded, one further up. */
    void adopt(Node node) {
        Node[] table = children;
        if (table == null) {
            table = new Node[2];
            children = table;
        } else if (childCount * 4 >= table.length * 3 || childCount + 1 >= table.length) {
            Node[] larger = new Node[table.length * 2];
            for (Node child : table) {
                if (child != null) {
                    place(larger, child);
                }
            }
            table = larger;
            children = larger;
        }
        place(table, node);
        childCount++;
        recent = node;
    }

    private static void place(Node[] table, Node node) {
        int mask = table.length - 1;
        int i = slot(node.site, mask);
        while (table[i] != null) {
            i = (i + 1) & mask;
        }
        table[i] = node;
    }

    private static int slot(int site, int mask) {
        return (site * 0x9E3779B9 >>> 16) & mask;
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
