// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import org.jspecify.annotations.Nullable;

/**
 * What a part of the program costs: {@code try (MemoryBlock block = MemoryBlock.open("load")) { ... }} writes one event
 * when it is closed, with the bytes that the opening thread allocated in between, counted by the JVM, and the RSS of the
 * process before and after. The report has a row for each name.
 *
 * <p>Blocks nest and overlap in any order, and the outer one counts what happens in the inner. What blocks themselves
 * allocate is taken off, so that an empty block has allocated nothing. A block may be closed by another thread than
 * opened it; the allocation is that of the thread that opened it, and not known if that thread has ended or is a virtual
 * one. Threads started within are not counted.
 *
 * <p>Works with the agent and without. Every flight recording has blocks, unless its settings switch
 * {@code jmemtrace.MemoryBlock} off; while there is none, a block is a look at a flag. RSS is read from /proc, which
 * takes some tens of microseconds at each end of a recorded block.
 */
public abstract sealed class MemoryBlock implements AutoCloseable permits RecordedBlock, SilentBlock {
    private static final boolean HAS_FLIGHT_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    MemoryBlock() {}

    /** Begins a block; of a long name, the first {@link Mark#MOST_LETTERS} letters are kept. */
    public static MemoryBlock open(@Nullable String name) {
        return HAS_FLIGHT_RECORDER && MemoryBlockEvent.isWanted()
                ? RecordedBlock.begin(Mark.label(name))
                : SilentBlock.INSTANCE;
    }

    /** Sets a label, as {@link Mark#at} does, after the block's name. */
    public abstract void mark(@Nullable String text);

    /** Ends the block; a second time has no effect. */
    @Override
    public abstract void close();
}
