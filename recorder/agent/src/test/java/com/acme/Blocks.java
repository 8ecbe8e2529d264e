// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import org.jmemtrace.api.MemoryBlock;

/** Blocks that keep 1,000,000 bytes each, others that keep nothing, and one in a virtual thread where there are such. */
public final class Blocks {
    private static final int RUNS = 6;
    private static final int ARRAYS = 100;
    private static final int ARRAY_BYTES = 10_000 - 16; // less an array's header

    private static final byte[][][] KEPT = new byte[RUNS][ARRAYS][];

    private Blocks() {}

    public static void main(String[] arguments) throws Exception {
        MemoryBlock.message("begin \u4e2d\ud83d\ude00");
        for (int i = 0; i < RUNS; i++) {
            try (MemoryBlock empty = MemoryBlock.retaining("empty")) {}
            try (MemoryBlock kept = MemoryBlock.retaining("kept")) {
                for (int k = 0; k < ARRAYS; k++) {
                    KEPT[i][k] = new byte[ARRAY_BYTES];
                }
            }
        }
        if (Runtime.version().feature() >= 21) {
            Runnable block = () -> MemoryBlock.counting("virtual").close();
            Thread thread = (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, block);
            thread.join();
        }
    }
}
