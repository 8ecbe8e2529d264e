// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.demo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What {@code record doctor} records: it takes known amounts of memory in methods of known names. */
public final class Trial {
    /** The method that allocates {@link #HEAP_BYTES}. */
    public static final String HEAP_METHOD = "takeHeap";

    /** The method whose thread is the first to touch {@link #DIRECT_BYTES}. */
    public static final String DIRECT_METHOD = "takeDirect";

    private static final int BLOCKS = 64;
    private static final int BLOCK_BYTES = 64 * 1024;

    /** The blocks, and for each a header of 16 bytes. */
    public static final long HEAP_BYTES = BLOCKS * (BLOCK_BYTES + 16L);

    public static final int DIRECT_BYTES = 16 << 20; // 16 MiB

    private Trial() {}

    /** Takes the memory and ends; takes no arguments. */
    public static void main(String[] arguments) {
        List<Object> kept = new ArrayList<>();
        kept.add(takeHeap(new Object[BLOCKS]));
        kept.add(takeDirect());
        if (kept.isEmpty()) {
            throw new IllegalStateException("what is not used need not be allocated");
        }
    }

    private static Object takeHeap(Object[] blocks) {
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new byte[BLOCK_BYTES];
        }
        return blocks;
    }

    private static ByteBuffer takeDirect() {
        return ByteBuffer.allocateDirect(DIRECT_BYTES);
    }
}
