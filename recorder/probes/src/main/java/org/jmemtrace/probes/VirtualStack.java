// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/**
 * The woven calls of a virtual thread. While the thread is mounted its carrier works with them, and its own are here;
 * while it is not they rest, and hold what they have taken in place of the carrier's counters at their begin.
 */
final class VirtualStack {
    private @Nullable Thread thread;
    private TracedThread carrier;
    private @Nullable Frame[] frames = new Frame[16];
    private int depth;
    private @Nullable Frame[] carriersFrames;
    private int carriersDepth;

    VirtualStack(TracedThread carrier) {
        this.carrier = carrier;
        carriersFrames = carrier.frames;
        Frame outside = new Frame(carrier, 0);
        outside.site = Sites.OUTSIDE;
        frames[0] = outside;
    }

    boolean isOf(Thread other) {
        return thread == other;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** Lets a carrier work with them from here on, in its own tree. */
    void mountOn(TracedThread next, Thread virtual) {
        thread = virtual;
        carrier = next;
        moveTo(next, frames);
        carriersFrames = next.frames;
        carriersDepth = next.depth;
        next.frames = frames;
        next.depth = 0;
        for (int i = 1; i <= depth; i++) {
            resume(frames[i], frames[i - 1].node);
            next.depth = i;
        }
    }

    /** Ends what {@link #mountOn} began. */
    void leave() {
        frames = carrier.frames;
        depth = carrier.depth;
        for (int i = depth; i > 0; i--) {
            rest(frames[i]);
        }
        giveBack();
    }

    void giveBack() {
        carrier.frames = carriersFrames;
        carrier.depth = carriersDepth;
    }

    /** Says on which thread calls go on, and those that use their frames again. */
    static void moveTo(TracedThread next, @Nullable Frame[] frames) {
        for (int i = 0; frames[i] != null; i++) { // the last is always null
            frames[i].thread = next;
        }
    }

    @Nullable Frame[] frames() {
        return frames;
    }

    private void resume(Frame frame, int caller) {
        if (frame.site != Sites.OUTSIDE) {
            int node = carrier.callee(caller, frame.site);
            frame.home = (int) carrier.figures[(node << CallTree.ROW_BITS) + CallTree.HOME];
            frame.node = node + frame.line;
            countActive(frame, 1);
        }
        turn(frame);
    }

    private void rest(Frame frame) {
        if (frame.site != Sites.OUTSIDE) {
            countActive(frame, -1);
        }
        turn(frame);
    }

    private void countActive(Frame frame, int change) {
        carrier.figures[(frame.home << CallTree.ROW_BITS) + CallTree.ACTIVE] += change;
        if (frame.line != 0) {
            carrier.figures[(frame.home + frame.line << CallTree.ROW_BITS) + CallTree.ACTIVE] += change;
        }
    }

    /** From counters at the begin to what was taken since, or back. */
    private void turn(Frame frame) {
        frame.allocatedAtEnter = carrier.allocated - frame.allocatedAtEnter;
        frame.residentAtEnter = carrier.resident - frame.residentAtEnter;
        frame.allocatedAtLine = carrier.allocated - frame.allocatedAtLine;
        frame.residentAtLine = carrier.resident - frame.residentAtLine;
    }
}
