// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What a thread has allocated since it started, as the JVM counts it; to read it allocates nothing. Unit: bytes. */
final class AllocatedMemory {
    private static final Optional<Counter> COUNTER = find();

    private AllocatedMemory() {}

    /** {@link MemoryBlockEvent#UNKNOWN} of threads that have ended, of virtual ones, and where the JVM does not count. */
    static long bytesOf(long threadId) {
        return COUNTER.isPresent() ? COUNTER.get().bytesOf(threadId) : MemoryBlockEvent.UNKNOWN;
    }

    /** Of the thread that asks, which the JVM need not look for. */
    static long ofCurrentThread() {
        return COUNTER.isPresent() ? COUNTER.get().ofCurrentThread() : MemoryBlockEvent.UNKNOWN;
    }

    private static Optional<Counter> find() {
        try {
            return Optional.of(new Counter(ManagementFactory.getPlatformMXBean(ThreadMXBean.class)));
        } catch (LinkageError | RuntimeException e) { // a runtime without this module, or whose beans are others
            return Optional.empty();
        }
    }

    /** Of its own, so that a runtime without the bean's module fails in one place. */
    private record Counter(ThreadMXBean bean) {
        Counter {
            if (!bean.isThreadAllocatedMemorySupported()) {
                throw new UnsupportedOperationException("allocation is not counted");
            }
        }

        long ofCurrentThread() {
            return bean.getCurrentThreadAllocatedBytes();
        }

        long bytesOf(long threadId) {
            return bean.getThreadAllocatedBytes(threadId);
        }
    }
}
