// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** In place of rings, of threads that have none. */
    private final Set<Long> blocks = ConcurrentHashMap.newKeySet();

    private final ResidentSet residentSet = new ResidentSet();

    /** Stands in for a ring that never moves. */
    private final long still;

    protected ThreadCounters() {
        allocated = AllocatedCounter.choose();
        resident = ResidentCounter.choose(residentSet);
        still = UNSAFE.allocateMemory(ThreadUsage.BLOCK_BYTES);
        UNSAFE.setMemory(still, ThreadUsage.BLOCK_BYTES, (byte) 0);
        allocated.layout().choose();
    }

    /** What was chosen, and why. */
    public List<Choice> choices() {
        return List.of(allocated.choice(), resident.choice());
    }

    /** Threads that got no ring because the kernel refused one: their resident growth is asked for, the next rung. */
    public int refusedRings() {
        return refused.get();
    }

    /** Rings that are mapped now. */
    public int rings() {
        return rings.get();
    }

    /** Bytes mapped for rings and blocks. */
    public long mappedBytes() {
        return rings.get() * PerfRing.MAPPED_BYTES + blocks.size() * ThreadUsage.BLOCK_BYTES;
    }

    /** Allocated bytes of other threads, in the order of their numbers; -1 for one that ended, and where none can be had. */
    public static long[] allocatedBytes(long[] threadIds) {
        return AllocatedCounter.ofThreads(threadIds);
    }

    /** The process's resident set size now, in bytes. */
    protected long residentSetBytes() {
        return residentSet.bytes();
    }

    @Override
    protected void attach(TracedThread thread) {
        switch (resident.counter()) {
            case PERF, PERF_USER -> openRing(thread);
            case USAGE, STATM -> poll(thread);
            case OFF -> thread.open(-1, still, 0);
        }
    }

    private void openRing(TracedThread thread) {
        long before = thread.ring();
        boolean mapped = before != 0 && !blocks.contains(before);
        if (rings.get() < MOST_RINGS) {
            try {
                PerfRing ring = PerfRing.open(resident.counter() == ResidentCounter.PERF, mapped ? before : 0);
                rings.incrementAndGet();
                thread.open(ring.descriptor(), ring.address(), osThreadId());
                freeBlock(before);
                return;
            } catch (IllegalStateException kernelRefused) {
                // Counted below: out of descriptors or of locked memory.
            }
        }
        refused.incrementAndGet();
        poll(thread);
        if (mapped) {
            LibC.munmap(before, PerfRing.MAPPED_BYTES);
        }
    }

    /** The next rungs, which have no ring. */
    private void poll(TracedThread thread) {
        long block = thread.ring();
        if (!blocks.contains(block)) {
            block = ThreadUsage.allocate();
            blocks.add(block);
        }
        thread.open(TracedThread.POLLED, block, osThreadId());
    }

    private void freeBlock(long block) {
        if (blocks.remove(block)) {
            ThreadUsage.free(block);
        }
    }

    /** The calling thread's; 0 where no C function can be called. */
    private long osThreadId() {
        return resident.counter() == ResidentCounter.STATM ? 0 : LibC.syscall(gettid(), 0, 0, 0, 0, 0);
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
        long ring = thread.ring();
        if (blocks.contains(ring)) {
            freeBlock(ring);
        } else if (ring != still && ring != 0) {
            LibC.munmap(ring, PerfRing.MAPPED_BYTES);
        }
    }

    @Override
    protected long faults(TracedThread thread) {
        if (thread.descriptor() == TracedThread.POLLED) {
            return resident.counter() == ResidentCounter.STATM
                    ? thread.faults() + residentSet.newPages()
                    : ThreadUsage.faults(thread.ring());
        }
        return thread.descriptor() < 0 ? 0 : PerfRing.read((int) thread.descriptor());
    }

    @Override
    protected long allocatedBytes() {
        return allocated.off() ? 0 : AllocatedCounter.Beans.THREADS.getCurrentThreadAllocatedBytes();
    }
}
