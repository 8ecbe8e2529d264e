// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import org.jspecify.annotations.Nullable;

/**
 * A block that is recorded. The counter is read last when it begins and first when it ends; what is allocated outside of
 * these readings is the tool's, and taken off the blocks around.
 */
final class RecordedBlock extends MemoryBlock {
    private final MemoryBlockEvent event = new MemoryBlockEvent();
    private final long threadId = Thread.currentThread().getId();
    private final OwnAllocation own = OwnAllocation.ofThread();
    private long ownBeforeBytes;
    private long beforeBytes;
    private boolean closed;

    private RecordedBlock(String name) {
        event.name = name;
        event.rssBeforeBytes = ResidentMemory.bytes();
        event.begin();
    }

    static MemoryBlock begin(String name) {
        long threadId = Thread.currentThread().getId();
        long entry = AllocatedMemory.bytesOf(threadId);
        RecordedBlock block = new RecordedBlock(name);
        block.beforeBytes = AllocatedMemory.bytesOf(threadId);
        block.own.add(block.beforeBytes - entry);
        block.ownBeforeBytes = block.own.bytes();
        return block;
    }

    @Override
    public void mark(@Nullable String text) {
        long marker = Thread.currentThread().getId();
        long entry = AllocatedMemory.bytesOf(marker);
        Mark.at(event.name + ": " + text);
        OwnAllocation.ofThread().add(AllocatedMemory.bytesOf(marker) - entry);
    }

    @Override
    public void close() {
        long afterBytes = AllocatedMemory.bytesOf(threadId);
        if (closed) {
            return;
        }
        closed = true;
        long closer = Thread.currentThread().getId();
        long entry = closer == threadId ? afterBytes : AllocatedMemory.bytesOf(closer);
        event.end();
        boolean known = beforeBytes >= 0 && afterBytes >= 0;
        event.toolBytes = known ? own.bytes() - ownBeforeBytes : MemoryBlockEvent.UNKNOWN;
        event.allocatedBytes = known ? afterBytes - beforeBytes - event.toolBytes : MemoryBlockEvent.UNKNOWN;
        event.rssAfterBytes = ResidentMemory.bytes();
        event.rssDeltaBytes =
                event.rssAfterBytes >= 0 && event.rssBeforeBytes >= 0 ? event.rssAfterBytes - event.rssBeforeBytes : 0;
        event.commit();
        OwnAllocation.ofThread().add(AllocatedMemory.bytesOf(closer) - entry);
    }
}
