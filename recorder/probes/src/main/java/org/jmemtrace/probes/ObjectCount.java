// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many objects of one type one place made, and what became of them.
 *
 * <p>Guarantees: what is made is counted exactly, by whatever threads, at one atomic addition of some 5 ns to a cell
 * that few threads share (two for arrays). What is freed is counted by one thread, and read by others a little later.
 */
public final class ObjectCount {
    private static final int STRIPES = 4; // threads that count at the same place at once hinder each other

    /** So many longs of a stripe fill a cache line. */
    private static final int CELLS = 8;

    private static final int MADE = 0;
    private static final int BYTES = 1;
    private static final int UNTRACKED = 2;

    private final int site;
    private final String type;
    private final boolean finalized;
    private final AtomicLongArray cells = new AtomicLongArray(STRIPES * CELLS);

    /** Of each object; 0 if they differ. */
    private final long fixedBytes;

    private volatile long freed;
    private volatile long freedBytes;

    /**
     * Makes one.
     *
     * @param fixedBytes of each object, 0 if they differ
     * @param finalized whether the objects may live on until a finalizer has run
     */
    public ObjectCount(int site, String type, long fixedBytes, boolean finalized) {
        this.site = site;
        this.type = type;
        this.fixedBytes = fixedBytes;
        this.finalized = finalized;
    }

    void made(long bytes) {
        add(MADE, 1);
        if (fixedBytes == 0) {
            add(BYTES, bytes);
        }
    }

    void untracked() {
        add(UNTRACKED, 1);
    }

    private void add(int cell, long amount) {
        int stripe = (int) Counters.UNSAFE.getLong(Thread.currentThread(), Counters.TID) & STRIPES - 1;
        cells.getAndAdd(stripe * CELLS + cell, amount);
    }

    /** By the one thread that frees. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // no other writes
    void freed(long bytes) {
        freed++;
        freedBytes += bytes;
    }

    private long sum(int cell) {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += cells.get(stripe * CELLS + cell);
        }
        return sum;
    }

    public int site() {
        return site;
    }

    public String type() {
        return type;
    }

    boolean isFinalized() {
        return finalized;
    }

    long fixedBytes() {
        return fixedBytes;
    }

    /** Objects made so far. */
    public long madeCount() {
        return sum(MADE);
    }

    public long madeBytes() {
        return fixedBytes == 0 ? sum(BYTES) : madeCount() * fixedBytes;
    }

    /** Objects that were counted and not followed. */
    public long untrackedCount() {
        return sum(UNTRACKED);
    }

    /** Objects that were followed and are gone. */
    public long freedCount() {
        return freed;
    }

    public long freedBytes() {
        return freedBytes;
    }
}
