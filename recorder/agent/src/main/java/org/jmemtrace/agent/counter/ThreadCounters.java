// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.internal.misc.Unsafe;
import org.jmemtrace.probes.Backend;
import org.jmemtrace.probes.TracedThread;

/** Opens and closes the counters of threads, from the sources that work in this JVM. */
public abstract class ThreadCounters extends Backend {
    /** A share of the descriptors that a process usually may have (1,024): the others are the program's. */
    private static final int MOST_RINGS = 5000;

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long GETTID_X86 = 186;
    private static final long GETTID_ARM = 178;

    private final AllocatedCounter.Source allocated;
    private final ResidentCounter.Chosen resident;
    private final AtomicInteger rings = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    /** Stands in for a ring that never moves. */
    private final long still;

    protected ThreadCounters() {
        allocated = AllocatedCounter.choose();
        resident = ResidentCounter.choose();
        still = UNSAFE.allocateMemory(ThreadUsage.BLOCK_BYTES);
        UNSAFE.setMemory(still, ThreadUsage.BLOCK_BYTES, (byte) 0);
        allocated.layout(resident.counter() == ResidentCounter.USAGE).choose();
    }

    /** What was chosen, and why. */
    public List<Choice> choices() {
        return List.of(allocated.choice(), resident.choice());
    }

    /** Threads that got no ring because the kernel refused one: their resident growth is not counted. */
    public int refusedRings() {
        return refused.get();
    }

    /** Rings that are mapped now. */
    public int rings() {
        return rings.get();
    }

    /** Bytes mapped for rings and blocks. */
    public long mappedBytes() {
        return rings.get() * PerfRing.MAPPED_BYTES;
    }

    /** Allocated bytes of other threads, in the order of their numbers; -1 for one that ended, and where none can be had. */
    public static long[] allocatedBytes(long[] threadIds) {
        return AllocatedCounter.ofThreads(threadIds);
    }

    @Override
    protected void attach(TracedThread thread) {
        long osThreadId = resident.counter() == ResidentCounter.OFF ? 0 : LibC.syscall(gettid(), 0, 0, 0, 0, 0);
        switch (resident.counter()) {
            case PERF, PERF_USER -> openRing(thread, osThreadId);
            case USAGE -> thread.open(-1, thread.ring() == 0 ? ThreadUsage.allocate() : thread.ring(), osThreadId);
            case OFF -> thread.open(-1, still, osThreadId);
        }
    }

    private void openRing(TracedThread thread, long osThreadId) {
        if (rings.get() < MOST_RINGS) {
            try {
                long earlier = thread.ring() == still ? 0 : thread.ring();
                PerfRing ring = PerfRing.open(resident.counter() == ResidentCounter.PERF, earlier);
                rings.incrementAndGet();
                thread.open(ring.descriptor(), ring.address(), osThreadId);
                return;
            } catch (IllegalStateException kernelRefused) {
                // Counted below: out of descriptors or of locked memory.
            }
        }
        refused.incrementAndGet();
        thread.open(-1, thread.ring() == 0 ? still : thread.ring(), osThreadId);
    }

    private static long gettid() {
        return System.getProperty("os.arch").equals("aarch64") ? GETTID_ARM : GETTID_X86;
    }

    @Override
    protected void detach(TracedThread thread) {
        if (thread.descriptor() >= 0) {
            PerfRing.vacate(thread.ring());
        }
        close(thread);
    }

    private void close(TracedThread thread) {
        int descriptor = (int) thread.descriptor();
        thread.close();
        if (descriptor >= 0) {
            LibC.close(descriptor);
            rings.decrementAndGet();
        }
    }

    @Override
    protected void release(TracedThread thread) {
        close(thread);
        if (resident.counter() == ResidentCounter.USAGE) {
            ThreadUsage.free(thread.ring());
        } else if (thread.ring() != still && thread.ring() != 0) {
            LibC.munmap(thread.ring(), PerfRing.MAPPED_BYTES);
        }
    }

    @Override
    protected long faults(TracedThread thread) {
        if (resident.counter() == ResidentCounter.USAGE) {
            return ThreadUsage.faults(thread.ring());
        }
        return thread.descriptor() < 0 ? 0 : PerfRing.read((int) thread.descriptor());
    }

    @Override
    protected long allocatedBytes() {
        return allocated.off() ? 0 : AllocatedCounter.Beans.THREADS.getCurrentThreadAllocatedBytes();
    }
}
