// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import org.jspecify.annotations.Nullable;

/** What blocks and their marks allocated on one thread so far, which is not the program's. Unit: bytes. */
final class OwnAllocation {
    private static final ThreadLocal<OwnAllocation> OF_THREAD = ThreadLocal.withInitial(OwnAllocation::new);

    /** Written by its thread alone; who closes a block of it elsewhere was handed the block, which orders the two. */
    private long bytes;

    /**
     * The block that this thread closed last. A method that runs in the interpreter has it in a variable until it opens
     * the next: held here, it is alive for certain at both ends of that one, and no difference.
     */
    @Nullable RecordedBlock closedLast;

    private OwnAllocation() {}

    static OwnAllocation ofThread() {
        return OF_THREAD.get();
    }

    long bytes() {
        return bytes;
    }

    void add(long more) {
        bytes += more;
    }
}
