// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import jdk.internal.vm.annotation.DontInline;

/** What is left of the calling thread's stack. */
final class StackRoom {
    /** A compiled call takes 32 bytes at the least: so 16 KiB, of which writing an event needs a quarter. */
    private static final int CALLS = 512;

    private StackRoom() {}

    /**
     * Makes sure that what is to follow has room, so that it does not stop in its middle. Takes some 1 µs.
     *
     * @throws StackOverflowError if it has not
     */
    static void demand() {
        descend(CALLS);
    }

    @DontInline
    private static int descend(int calls) {
        return calls == 0 ? 0 : 1 + descend(calls - 1);
    }
}
