// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/**
 * Where the counters of a thread are found. Chosen once, before the first probe runs, so that the JIT compiles the
 * offsets in as constants.
 *
 * @param tlab whether allocated bytes are read from the thread's TLAB words; else {@link Backend#allocatedBytes()}
 * @param allocatedOffset offset of {@code Thread::_allocated_bytes} in HotSpot's JavaThread
 * @param topOffset offset of {@code Thread::_tlab._top}
 * @param startOffset offset of {@code Thread::_tlab._start}
 * @param pageBytes size of a page
 */
public record CounterLayout(boolean tlab, long allocatedOffset, long topOffset, long startOffset, long pageBytes) {

    private static volatile CounterLayout chosen = new CounterLayout(false, 0, 0, 0, 4096);

    /** Makes this the layout of the JVM. No effect once a probe has run. */
    public void choose() {
        chosen = this;
    }

    static CounterLayout chosen() {
        return chosen;
    }
}
