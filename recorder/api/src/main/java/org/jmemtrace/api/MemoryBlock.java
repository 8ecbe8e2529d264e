// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import java.util.EnumSet;
import java.util.Set;
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
 * takes some tens of microseconds at each end of a recorded block; {@link #counting} leaves that out.
 */
public abstract sealed class MemoryBlock implements AutoCloseable permits RecordedBlock, SilentBlock {
    private static final boolean HAS_FLIGHT_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** What a block reads besides the allocation of its thread. */
    enum Reading {
        RSS,
        RETAINED
    }

    private static final Set<Reading> NOTHING = EnumSet.noneOf(Reading.class);
    private static final Set<Reading> RSS = EnumSet.of(Reading.RSS);
    private static final Set<Reading> ALL = EnumSet.allOf(Reading.class);

    MemoryBlock() {}

    /** Begins a block; of a long name, the first {@link Mark#MOST_LETTERS} letters are kept. */
    public static MemoryBlock open(@Nullable String name) {
        return begin(name, RSS);
    }

    /** Begins a block that counts what its thread allocates and reads no RSS: for parts that are short. */
    public static MemoryBlock counting(@Nullable String name) {
        return begin(name, NOTHING);
    }

    /**
     * Begins a block that has the garbage collected, twice, at each of its ends, to tell what stays alive on the Java heap
     * of what was made in between, by whichever thread. Where nothing does, that is 0; else it can be some percent more
     * with G1, which leaves regions that are nearly full as they are (and has an array of half a region and more as so many
     * whole regions), and is in pages of 2 MiB and more with ZGC. Not known where the JVM does not collect when asked
     * ({@code -XX:+DisableExplicitGC}, {@code -XX:+ExplicitGCInvokesConcurrent}).
     */
    public static MemoryBlock retaining(@Nullable String name) {
        return begin(name, ALL);
    }

    /** Sets a label, as {@link Mark#at} does. */
    public static void message(@Nullable String text) {
        Mark.at(text);
    }

    private static MemoryBlock begin(@Nullable String name, Set<Reading> readings) {
        return HAS_FLIGHT_RECORDER && MemoryBlockEvent.isWanted()
                ? RecordedBlock.begin(Mark.label(name), readings)
                : SilentBlock.INSTANCE;
    }

    /** Sets a label, as {@link Mark#at} does, after the block's name. */
    public abstract void mark(@Nullable String text);

    /** Ends the block; a second time has no effect. */
    @Override
    public abstract void close();
}
