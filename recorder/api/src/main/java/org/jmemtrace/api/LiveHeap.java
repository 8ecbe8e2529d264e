// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * What is used of the Java heap right behind two collections, garbage included that a collector does not think worth
 * moving objects for: regions that are 95 % alive with G1, and some percent with Serial and Parallel. With G1, an array of
 * half a region and more is as many whole regions; with ZGC, all is in pages of 2 MiB and more. Unit: bytes. Takes as long
 * as two full collections do.
 */
final class LiveHeap {
    private LiveHeap() {}

    /** {@link MemoryBlockEvent#UNKNOWN} where the JVM does not collect when asked, or does not say so. */
    static long bytes() {
        try {
            return Beans.bytes();
        } catch (LinkageError | RuntimeException e) { // a runtime without these modules, or whose beans are others
            return MemoryBlockEvent.UNKNOWN;
        }
    }

    /** Of its own, so that a runtime without the beans' modules fails in one place. */
    private static final class Beans {
        private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

        /** Whether a collection is over when a wish for it returns: with these options there is none, or it goes on. */
        private static final boolean COLLECTS = !isOn("DisableExplicitGC") && !isOn("ExplicitGCInvokesConcurrent");

        static {
            bytes(); // what the first call makes stays on the heap, and what the JVM's start left may go
        }

        static long bytes() {
            if (!COLLECTS) {
                return MemoryBlockEvent.UNKNOWN;
            }
            System.gc(); // finds what is to be finalized
            System.gc(); // and frees it
            return MEMORY.getHeapMemoryUsage().getUsed();
        }

        private static boolean isOn(String option) {
            HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Boolean.parseBoolean(jvm.getVMOption(option).getValue());
        }
    }
}
