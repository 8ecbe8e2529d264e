// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calling contexts of one thread, or of several that ran one after the other, and the totals of its methods. A node
 * is one context: a site, and how it was reached; its figures are running sums without callees. The first node of a
 * site, its home, keeps the total of the site as well.
 *
 * <p>Nodes are rows of an array, for the processor's caches: a program leaves little of those to its probes, and what
 * they cost is mostly what they miss. For the same reason trees are bounded. In a tree of {@link #FOLD_RECURSION_AT}
 * nodes, a recursive call goes back to the node of the call it recurs to; in one of {@link #FOLD_ALL_AT}, or when all
 * trees of the JVM have {@link #MOST}, a new context becomes one node per method. The figures of methods, self and
 * total, stay exact: what is lost is who called. A tree takes 100 bytes a node, whatever runs on other threads.
 *
 * <p>Assumption: only the thread that owns the tree writes. Guarantee: any thread may read the nodes below {@link #size}
 * at any time; it sees sums that the owner wrote at some earlier moment.
 */
public final class CallTree {
    static final int FOLD_RECURSION_AT = 1_000;
    static final int FOLD_ALL_AT = 3_000;

    static final int MOST = 200_000;

    /** Every node is below it. */
    static final int ROOT = 0;

    /** What the recorder itself took on this thread. It calls nothing: its edges lead to the homes of sites. */
    static final int TOOL = 1;

    /** A node's figures are {@code figures[index << ROW_BITS]} and on. */
    static final int ROW_BITS = 3;

    static final int CALLS = 0;
    static final int ALLOCATED = 1;
    static final int RESIDENT = 2;

    /** The child that was called last, below its site: most calls go where the last one went. */
    static final int RECENT = 3;

    /** The index of the home of the node's site. */
    static final int HOME = 4;

    /** In a home: the site's calls that run now, and the bytes of outermost calls that have ended. */
    static final int ACTIVE = 5;

    static final int TOTAL_ALLOCATED = 6;
    static final int TOTAL_RESIDENT = 7;

    static final int INDEX_BITS = 20;
    private static final int SITE_BITS = 24;
    private static final int BUCKET = 8;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    private static final int MOST_NODES = 1 << INDEX_BITS;

    /** Of what is always on the stack: never the outermost call that ends. */
    private static final long ALWAYS = 1L << 40;

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final AtomicInteger NODES = new AtomicInteger();
    private static final AtomicInteger FOLDED = new AtomicInteger();

    volatile long[] figures = new long[32 << ROW_BITS];
    private volatile int[] sites = new int[32];
    private volatile int[] parents = new int[32];
    private volatile int[] ids = new int[32];

    /** Written by the owner alone, after the node it covers. */
    private volatile int size;

    /**
     * The caller's index, the callee's site and its index in one number each; 0 is a free place. Those of one caller
     * stand together in a bucket of one line of the cache, those that find no room there anywhere (open addressing).
     */
    long[] edges = new long[128];

    private int edgeCount;

    /** The node of what is folded, 0 if there is none. */
    private int other;

    /** Nodes but for those of lines. */
    private int contexts;

    private volatile long osThreadId;
    private volatile long javaThreadId;

    CallTree() {
        make(Sites.OUTSIDE, -1);
        make(Sites.TOOL, ROOT);
        figures[(ROOT << ROW_BITS) + ACTIVE] = ALWAYS;
    }

    /** The index of the callee for a site, or 0 if that was never called from there. */
    static int find(long[] edges, int caller, int site) {
        long key = key(caller, site);
        int mask = edges.length - 1;
        int bucket = caller * BUCKET & mask;
        for (int i = 0; i < BUCKET; i++) {
            long edge = edges[bucket + (site + i & BUCKET - 1)];
            if (edge >>> INDEX_BITS == key) {
                return (int) edge & INDEX_MASK;
            }
            if (edge == 0) {
                return 0;
            }
        }
        for (int i = slot(key) & mask; edges[i] != 0; i = (i + 1) & mask) {
            if (edges[i] >>> INDEX_BITS == key) {
                return (int) edges[i] & INDEX_MASK;
            }
        }
        return 0;
    }

    private static void place(long[] edges, long edge) {
        long key = edge >>> INDEX_BITS;
        int mask = edges.length - 1;
        int bucket = (int) (key >>> SITE_BITS) * BUCKET & mask;
        for (int i = 0; i < BUCKET; i++) {
            int at = bucket + ((int) key + i & BUCKET - 1);
            if (edges[at] == 0) {
                edges[at] = edge;
                return;
            }
        }
        int at = slot(key) & mask;
        while (edges[at] != 0) {
            at = (at + 1) & mask;
        }
        edges[at] = edge;
    }

    private static long key(int caller, int site) {
        return (long) caller << SITE_BITS | site;
    }

    private static int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 40);
    }

    /** Makes a call of {@code site} from {@code caller} known, which has no callee for it yet; returns the callee. */
    int grow(int caller, int site) {
        if (site >>> SITE_BITS != 0) {
            throw new IllegalArgumentException("too many methods");
        }
        if (contexts >= FOLD_RECURSION_AT) {
            for (int up = caller; up >= 0; up = parents[up]) {
                if (sites[up] == site) {
                    FOLDED.incrementAndGet();
                    return link(caller, site, up);
                }
            }
        }
        if (contexts >= FOLD_ALL_AT || full()) {
            return fold(caller, site);
        }
        return link(caller, site, make(site, caller));
    }

    private int fold(int caller, int site) {
        FOLDED.incrementAndGet();
        if (other == 0) {
            other = make(Sites.OTHER, ROOT);
        }
        int known = find(edges, other, site);
        int node = known != 0 ? known : link(other, site, make(site, other));
        return caller == other ? node : link(caller, site, node);
    }

    private int link(int caller, int site, int callee) {
        if ((edgeCount + 1) * 2 > edges.length) {
            long[] more = new long[edges.length * 2];
            for (long edge : edges) {
                if (edge != 0) {
                    place(more, edge);
                }
            }
            edges = more;
        }
        place(edges, key(caller, site) << INDEX_BITS | callee);
        edgeCount++;
        return callee;
    }

    /** Makes a node, and behind it one for each of the site's lines, whose sites are numbered on from it. */
    private int make(int site, int parent) {
        int index = size;
        int lines = LineCounts.of(site);
        makeRoom(index + 1 + lines);
        int known = find(edges, TOOL, site);
        int home = known == 0 ? index : known;
        add(index, site, parent, home);
        for (int line = 1; line <= lines; line++) {
            add(index + line, site + line, index, home + line);
        }
        contexts++;
        size = index + 1 + lines;
        if (known == 0) {
            link(TOOL, site, index);
        }
        return index;
    }

    private void makeRoom(int nodes) {
        if (nodes > MOST_NODES) {
            throw new IllegalStateException("too many lines");
        }
        if (nodes > sites.length) {
            int length = Math.max(nodes, sites.length * 2);
            sites = Arrays.copyOf(sites, length);
            parents = Arrays.copyOf(parents, length);
            ids = Arrays.copyOf(ids, length);
            figures = Arrays.copyOf(figures, length << ROW_BITS);
        }
    }

    private void add(int index, int site, int parent, int home) {
        sites[index] = site;
        parents[index] = parent;
        figures[(index << ROW_BITS) + HOME] = home;
        ids[index] = IDS.incrementAndGet();
        NODES.incrementAndGet();
    }

    /** Says that all trees were given up. */
    static void forgetAll() {
        NODES.set(0);
        FOLDED.set(0);
    }

    /** Says whose tree this is; of several threads that ran one after the other, the latest. None of its calls runs. */
    void belongTo(long osThread, long javaThread) {
        osThreadId = osThread;
        javaThreadId = javaThread;
        for (int node = 0; node < size; node++) {
            figures[(node << ROW_BITS) + ACTIVE] = 0;
        }
        figures[(ROOT << ROW_BITS) + ACTIVE] = ALWAYS;
    }

    public long osThreadId() {
        return osThreadId;
    }

    public long javaThreadId() {
        return javaThreadId;
    }

    /** How many nodes there are; those below this index are fully made, and parents stand before their children. */
    public int size() {
        return size;
    }

    /** The number of a node, unique in the JVM. */
    public int id(int node) {
        return ids[node];
    }

    public int site(int node) {
        return sites[node];
    }

    /** Whether a node is that of a line. */
    public boolean isLine(int node) {
        int parent = parents[node];
        return parent >= 0
                && node - parent == sites[node] - sites[parent]
                && node - parent <= LineCounts.of(sites[parent]);
    }

    /** The index of the caller's node, or -1 for the root of a thread. */
    public int parent(int node) {
        return parents[node];
    }

    public long calls(int node) {
        return figures[(node << ROW_BITS) + CALLS];
    }

    /** Bytes handed out on the Java heap while a node was current. */
    public long allocatedBytes(int node) {
        return figures[(node << ROW_BITS) + ALLOCATED];
    }

    /** Bytes of pages first touched while a node was current. */
    public long residentBytes(int node) {
        return figures[(node << ROW_BITS) + RESIDENT];
    }

    /** Whether a node is the first of its site: the one that has the site's total. */
    public boolean isHome(int node) {
        return figures[(node << ROW_BITS) + HOME] == node;
    }

    /**
     * Bytes allocated during calls of a method that have ended, callees included; of calls within calls of the same
     * method only the outermost counts. Kept apart from the nodes' own figures, so that it stays exact where the tree
     * is folded.
     *
     * @param home of the method's site
     */
    public long allocatedTotalBytes(int home) {
        return figures[(home << ROW_BITS) + TOTAL_ALLOCATED];
    }

    /** As {@link #allocatedTotalBytes}, of pages first touched. */
    public long residentTotalBytes(int home) {
        return figures[(home << ROW_BITS) + TOTAL_RESIDENT];
    }

    /** What the tree takes of the heap, but for the headers of its arrays. */
    public long heapBytes() {
        long ints = (long) sites.length + parents.length + ids.length;
        long longs = (long) figures.length + edges.length;
        return ints * Integer.BYTES + longs * Long.BYTES;
    }

    /** Whether the trees of the JVM have all the nodes they are to have. */
    static boolean full() {
        return NODES.get() >= MOST;
    }

    /** Nodes in all trees of the JVM, those of lines too. */
    public static int nodeCount() {
        return NODES.get();
    }

    /** Contexts that found no room of their own. */
    public static int foldedCount() {
        return FOLDED.get();
    }
}
