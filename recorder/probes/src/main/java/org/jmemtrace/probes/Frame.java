// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/**
 * One depth of a thread's stack of woven calls. Frames are made once per depth and used again; only the thread they
 * belong to writes to them.
 */
public final class Frame {
    /** That on which the call runs; another one each time that a virtual thread is mounted elsewhere. */
    TracedThread thread;

    final int depth;

    /** Index of the node that is current: that of the line it is on, which is as far behind the call's own. */
    int node;

    int site;

    /** The index of the site's home, see {@link CallTree}; those of its lines are as far behind it. */
    int home;

    /** The line it is on, counted from 1; 0 if that is not known, or not probed, and before and after the call. */
    int line;

    long allocatedAtEnter;
    long residentAtEnter;
    long allocatedSelf;
    long residentSelf;

    /** The thread's counters when the line began, and the call's own figures. */
    long allocatedAtLine;

    long residentAtLine;
    long allocatedSelfAtLine;
    long residentSelfAtLine;

    /** The coarse clock when the call began, see {@link CallClock}. */
    long enteredAt;

    Frame(TracedThread thread, int depth) {
        this.thread = thread;
        this.depth = depth;
    }

    /** The site of the running call. */
    public int site() {
        return site;
    }

    /** Bytes that the running call allocated up to the last probe, callees included. */
    public long allocatedBytes() {
        return thread.allocated - allocatedAtEnter;
    }

    /** As {@link #allocatedBytes()}, without woven callees. */
    public long allocatedSelfBytes() {
        return allocatedSelf;
    }

    /** Bytes of pages that the running call touched first up to the last probe, callees included. */
    public long residentBytes() {
        return thread.resident - residentAtEnter;
    }

    /** As {@link #residentBytes()}, without woven callees. */
    public long residentSelfBytes() {
        return residentSelf;
    }

    /** The site of the line that the call is on, 0 if that is not known. */
    public int lineSite() {
        return line == 0 ? 0 : site + line;
    }

    /** As {@link #allocatedBytes()}, since the line began; 0 if the call is on none that is known. */
    public long lineAllocatedBytes() {
        return line == 0 ? 0 : thread.allocated - allocatedAtLine;
    }

    public long lineAllocatedSelfBytes() {
        return line == 0 ? 0 : allocatedSelf - allocatedSelfAtLine;
    }

    /** As {@link #residentBytes()}, since the line began. */
    public long lineResidentBytes() {
        return line == 0 ? 0 : thread.resident - residentAtLine;
    }

    public long lineResidentSelfBytes() {
        return line == 0 ? 0 : residentSelf - residentSelfAtLine;
    }

    /** When the call began by the coarse clock, in the clock's own ticks. */
    public long enteredAt() {
        return enteredAt;
    }
}
