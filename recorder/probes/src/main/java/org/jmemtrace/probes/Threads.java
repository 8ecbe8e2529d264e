// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * All traced threads. The calling one is found by its thread number in a table, which is faster than a thread-local
 * and leaves nothing in the program's threads.
 *
 * <p>Guarantee: {@link #current} reads without a lock. A reader of a table that was replaced meanwhile finds itself or
 * nothing; if nothing, it looks again under the lock.
 */
public final class Threads {
    /**
     * Ended threads that keep a tree of their own; past this, or when the trees are as large as they may get, a new
     * thread goes on with the oldest of these.
     */
    private static final int ENDED_TREES = 1000;

    /** So many threads are looked through when new ones come, for those that have ended. */
    private static final int LEAST_SWEPT = 256;

    private static final Object LOCK = new Object();
    private static TracedThread[] table = new TracedThread[256];
    private static volatile boolean recording;

    // All guarded by LOCK.
    private static int sweepAt = LEAST_SWEPT;
    private static final List<TracedThread> LIVE = new ArrayList<>();
    private static final IdentityHashMap<Thread, TracedThread> DORMANT = new IdentityHashMap<>();
    private static final List<CallTree> TREES = new ArrayList<>();
    private static final Deque<CallTree> ENDED = new ArrayDeque<>();

    private Threads() {}

    /** The calling thread, or its carrier if it is virtual; null if nothing is recorded on it. */
    static @Nullable TracedThread current() {
        Thread thread = Thread.currentThread();
        TracedThread[] threads = table;
        TracedThread traced = threads[(int) Counters.UNSAFE.getLong(thread, Counters.TID) & (threads.length - 1)];
        if (traced != null && traced.thread == thread) {
            return traced;
        }
        return find(thread);
    }

    @DontInline
    private static @Nullable TracedThread find(Thread thread) {
        if (!recording) {
            return null;
        }
        if (Counters.UNSAFE.getLong(thread, Counters.EETOP) == 0) {
            return carrierOf(thread);
        }
        TracedThread known = lookUp(thread);
        return known == null ? register(thread, false) : known;
    }

    private static @Nullable TracedThread carrierOf(Thread virtual) {
        Thread carrier = VirtualThreads.carrierOf(virtual);
        TracedThread known = carrier == null ? null : lookUp(carrier);
        return known != null && known.hasMounted(virtual) ? known : null;
    }

    private static @Nullable TracedThread lookUp(Thread thread) {
        TracedThread[] threads = table;
        int mask = threads.length - 1;
        for (int i = slot(thread, mask); threads[i] != null; i = (i + 1) & mask) {
            if (threads[i].thread == thread) {
                return threads[i];
            }
        }
        return null;
    }

    /** The calling thread if it has run woven code; the recorder asks when it is about to work on that thread. */
    public static @Nullable TracedThread known() {
        Thread thread = Thread.currentThread();
        return Counters.UNSAFE.getLong(thread, Counters.EETOP) == 0 ? carrierOf(thread) : lookUp(thread);
    }

    /** The same while calls are recorded, else null. */
    public static @Nullable TracedThread knownIfRecording() {
        return recording ? known() : null;
    }

    /** @param alone whether its tree must be no other thread's, because it is to be forgotten */
    private static @Nullable TracedThread register(Thread thread, boolean alone) {
        Backend backend = Backend.current();
        if (backend == null) {
            return null;
        }
        try {
            sweepIfCrowded();
            TracedThread traced;
            CallTree tree;
            synchronized (LOCK) {
                for (TracedThread live : LIVE) { // in a table that was replaced while we looked
                    if (live.thread == thread) {
                        return live;
                    }
                }
                boolean many = ENDED.size() > ENDED_TREES || (CallTree.full() && !ENDED.isEmpty());
                tree = many && !alone ? ENDED.removeFirst() : newTree();
                TracedThread dormant = DORMANT.remove(thread);
                traced = dormant == null ? new TracedThread(thread, tree, backend) : dormant;
            }
            backend.attach(traced);
            synchronized (LOCK) {
                LIVE.add(traced);
                place(traced);
            }
            traced.start(tree);
            return traced;
        } catch (Throwable failure) {
            Stopping.pass(failure);
            backend.failed(failure);
            return null;
        }
    }

    private static CallTree newTree() {
        CallTree tree = new CallTree();
        TREES.add(tree);
        return tree;
    }

    private static void place(TracedThread traced) {
        if (LIVE.size() * 2 > table.length) {
            rebuild(table.length * 2);
        } else {
            put(table, traced);
        }
    }

    private static void rebuild(int length) {
        TracedThread[] larger = new TracedThread[length];
        for (TracedThread live : LIVE) {
            put(larger, live);
        }
        table = larger;
    }

    private static void put(TracedThread[] threads, TracedThread traced) {
        int mask = threads.length - 1;
        int i = slot(traced.thread, mask);
        while (threads[i] != null) {
            i = (i + 1) & mask;
        }
        threads[i] = traced;
    }

    private static int slot(Thread thread, int mask) {
        return (int) Counters.UNSAFE.getLong(thread, Counters.TID) & mask;
    }

    /** Begins to trace threads. */
    public static void start() {
        synchronized (LOCK) {
            recording = true;
        }
    }

    /** Stops tracing and gives up all trees; calls that still run end harmlessly. */
    public static void stop() {
        synchronized (LOCK) {
            recording = false;
            Backend backend = Backend.current();
            for (TracedThread live : LIVE) {
                if (backend != null) {
                    backend.detach(live);
                }
                DORMANT.put(live.thread, live);
            }
            if (backend != null) {
                VirtualThreads.forgetAll(LIVE, backend);
            }
            LIVE.clear();
            rebuild(256);
            TREES.clear();
            ENDED.clear();
            CallTree.forgetAll();
        }
    }

    /** Between two looks of the recorder thousands of threads can end. */
    private static void sweepIfCrowded() {
        synchronized (LOCK) {
            if (LIVE.size() < sweepAt) {
                return;
            }
            sweepAt = Integer.MAX_VALUE; // one who sweeps is enough
        }
        sweep();
        synchronized (LOCK) {
            sweepAt = Math.max(LEAST_SWEPT, LIVE.size() * 2);
        }
    }

    /** Frees what ended threads hold, some 100 µs for each; their trees stay. */
    public static void sweep() {
        Backend backend = Backend.current();
        if (backend != null) {
            takeEnded().forEach(backend::release);
        }
    }

    private static List<TracedThread> takeEnded() {
        List<TracedThread> ended = new ArrayList<>();
        synchronized (LOCK) {
            LIVE.removeIf(live -> !live.thread.isAlive() && ended.add(live));
            ended.forEach(live -> ENDED.addLast(live.tree()));
            if (!ended.isEmpty()) {
                rebuild(Math.max(256, Integer.highestOneBit(LIVE.size() * 4)));
            }
            DORMANT.values().removeIf(dormant -> !dormant.thread.isAlive() && ended.add(dormant));
            VirtualThreads.sweep();
        }
        return ended;
    }

    static void failed(Throwable failure) {
        Backend backend = Backend.current();
        if (backend != null) {
            backend.failed(failure);
        }
    }

    /** To be called before the first probe of a thread that will call {@link #forgetCurrent}. */
    public static void announceCurrent() {
        if (recording && lookUp(Thread.currentThread()) == null) {
            register(Thread.currentThread(), true);
        }
    }

    /**
     * Takes the calling thread and its tree out again, as if it had never run woven code; unless it was announced, it may
     * take what others did along with it.
     */
    public static void forgetCurrent() {
        Thread thread = Thread.currentThread();
        synchronized (LOCK) {
            Backend backend = Backend.current();
            TracedThread traced = lookUp(thread);
            if (traced != null && backend != null && LIVE.remove(traced)) {
                TREES.remove(traced.tree());
                rebuild(table.length);
                backend.release(traced);
            }
        }
    }

    /** The threads that are traced now. */
    public static List<TracedThread> live() {
        synchronized (LOCK) {
            return new ArrayList<>(LIVE);
        }
    }

    /** The trees of all threads since the start, ended ones too. */
    public static List<CallTree> trees() {
        synchronized (LOCK) {
            return new ArrayList<>(TREES);
        }
    }
}
