// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/**
 * The woven calls of a virtual thread. While the thread is mounted its carrier works with them; while it is not they
 * rest here, and what they have taken stands in them in place of the carrier's counters at their begin.
 */
final class VirtualStack {
    private Thread thread;

    @Nullable Frame[] frames = new Frame[16];

    int depth;

    VirtualStack(Thread thread, TracedThread carrier) {
        this.thread = thread;
        Frame outside = new Frame(carrier, 0);
        outside.site = Sites.OUTSIDE;
        frames[0] = outside;
    }

    /** Gives it to another thread, when it is empty. */
    VirtualStack reuse(Thread next) {
        thread = next;
        return this;
    }

    /** Says on which thread its calls go on, and those that use its frames again. */
    void moveTo(TracedThread carrier) {
        for (int i = 0; frames[i] != null; i++) { // the last is always null
            frames[i].thread = carrier;
        }
    }

    boolean isOf(Thread other) {
        return thread == other;
    }
}
