// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block that is recorded. The counter is read last when it begins and first when it ends; what is allocated outside of
 * these readings is the tool's, and taken off the blocks around.
 */
final class RecordedBlock extends MemoryBlock {
    private final MemoryBlockEvent event = new MemoryBlockEvent();
    private final long threadId = Thread.currentThread().getId();
    private final OwnAllocation own = OwnAllocation.ofThread();
    private final Set<Reading> readings;
    private @Nullable RecordedBlock closedBefore;
    private long ownBeforeBytes;
    private long beforeBytes;
    private boolean closed;

    private RecordedBlock(String name, Set<Reading> readings) {
        event.name = name;
        this.readings = readings;
        closedBefore = own.closedLast;
        if (readings.contains(Reading.RETAINED)) {
            ResidentMemory.bytes(); // what its first call makes stays on the heap
            event.heapBeforeBytes = LiveHeap.bytes();
        }
        if (readings.contains(Reading.RSS)) {
            event.rssBeforeBytes = ResidentMemory.bytes();
        }
        event.begin();
    }

    static MemoryBlock begin(String name, Set<Reading> readings) {
        long entry = AllocatedMemory.ofCurrentThread();
        RecordedBlock block = new RecordedBlock(name, readings);
        block.beforeBytes = AllocatedMemory.ofCurrentThread();
        block.own.add(block.beforeBytes - entry);
        block.ownBeforeBytes = block.own.bytes();
        return block;
    }

    @Override
    public void mark(@Nullable String text) {
        long entry = AllocatedMemory.ofCurrentThread();
        Mark.at(event.name + ": " + text);
        OwnAllocation.ofThread().add(AllocatedMemory.ofCurrentThread() - entry);
    }

    @Override
    public void close() {
        long entry = AllocatedMemory.ofCurrentThread();
        if (closed) {
            return;
        }
        closed = true;
        boolean here = Thread.currentThread().getId() == threadId;
        OwnAllocation closers = here ? own : OwnAllocation.ofThread();
        long afterBytes = here ? entry : AllocatedMemory.bytesOf(threadId);
        event.end();
        boolean known = beforeBytes >= 0 && afterBytes >= 0;
        event.toolBytes = known ? own.bytes() - ownBeforeBytes : MemoryBlockEvent.UNKNOWN;
        event.allocatedBytes = known ? afterBytes - beforeBytes - event.toolBytes : MemoryBlockEvent.UNKNOWN;
        if (readings.contains(Reading.RSS)) {
            event.rssAfterBytes = ResidentMemory.bytes();
            event.rssDeltaBytes = change(event.rssBeforeBytes, event.rssAfterBytes);
        }
        if (readings.contains(Reading.RETAINED)) {
            closers.closedLast = closedBefore; // and not one that was opened within
            event.heapAfterBytes = LiveHeap.bytes();
            event.retainedBytes = change(event.heapBeforeBytes, event.heapAfterBytes);
        }
        event.commit();
        closedBefore = null;
        closers.closedLast = this;
        closers.add(AllocatedMemory.ofCurrentThread() - entry);
    }

    private static long change(long before, long after) {
        return before >= 0 && after >= 0 ? after - before : 0;
    }
}
