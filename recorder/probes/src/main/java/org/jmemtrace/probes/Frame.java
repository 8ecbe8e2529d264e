// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/**
 * One depth of a thread's stack of woven calls. Frames are made once per depth and used again; only the thread they
 * belong to writes to them.
 */
public final class Frame {
    final TracedThread thread;
    final int depth;

    /** Index of the node of the running call. */
    int node;

    int site;

    long allocatedAtEnter;
    long residentAtEnter;
    long allocatedSelf;
    long residentSelf;

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

    /** When the call began by the coarse clock, in the clock's own ticks. */
    public long enteredAt() {
        return enteredAt;
    }
}
