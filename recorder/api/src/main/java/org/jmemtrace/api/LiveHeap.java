// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;

/**
 * What is used of the Java heap right behind two collections, which is to the byte with the Serial, Parallel and G1
 * collectors (an array of half a region and more is as many whole regions to G1), and in pages of 2 MiB and more with ZGC. Unit: bytes. Takes as long as two full collections do.
 */
final class LiveHeap {
    private LiveHeap() {}

    /** {@link MemoryBlockEvent#UNKNOWN} where the JVM collects nothing when asked, or has no beans. */
    static long bytes() {
        try {
            return Beans.bytes();
        } catch (LinkageError | RuntimeException e) { // a runtime without this module, or whose beans are others
            return MemoryBlockEvent.UNKNOWN;
        }
    }

    /** Of its own, so that a runtime without the beans' module fails in one place. */
    private static final class Beans {
        private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
        private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

        static {
            bytes(); // what the first call makes stays on the heap, and what the JVM's start left may go
        }

        static long bytes() {
            long collectionsBefore = collections();
            System.gc(); // finds what is to be finalized
            System.gc(); // and frees it
            long used = used();
            return collections() > collectionsBefore ? used : MemoryBlockEvent.UNKNOWN;
        }

        private static long used() {
            return MEMORY.getHeapMemoryUsage().getUsed();
        }

        private static long collections() {
            long collections = 0;
            for (GarbageCollectorMXBean collector : COLLECTORS) {
                collections += collector.getCollectionCount();
            }
            return collections;
        }
    }
}
