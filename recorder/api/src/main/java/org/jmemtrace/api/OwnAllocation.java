// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

/** What blocks and their marks allocated on one thread so far, which is not the program's. Unit: bytes. */
final class OwnAllocation {
    private static final ThreadLocal<OwnAllocation> OF_THREAD = ThreadLocal.withInitial(OwnAllocation::new);

    /** Written by its thread alone; who closes a block of it elsewhere was handed the block, which orders the two. */
    private long bytes;

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
