// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/**
 * What calls of one method took on one thread, callees included; of calls within calls of the same method only the
 * outermost counts. Kept apart from the tree, so that it stays exact where the tree is folded.
 */
public final class MethodTotal {
    /** Of what is always on the stack: never the outermost call that ends. */
    private static final int ALWAYS = 1 << 30;

    final int site;
    int active;
    long allocated;
    long resident;

    MethodTotal(int site) {
        this.site = site;
        active = site == Sites.OUTSIDE ? ALWAYS : 0;
    }

    public int site() {
        return site;
    }

    /** Bytes allocated during the outermost calls that have ended. */
    public long allocatedBytes() {
        return allocated;
    }

    /** Bytes of pages touched first during the outermost calls that have ended. */
    public long residentBytes() {
        return resident;
    }
}
