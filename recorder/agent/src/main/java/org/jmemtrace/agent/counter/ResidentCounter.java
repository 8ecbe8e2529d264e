// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import jdk.internal.misc.Unsafe;

/** Finds the best source of the pages that a thread touched first, by trying each. */
enum ResidentCounter {
    /** The perf ring, faults taken inside the kernel included. */
    PERF("perf ring", "exact"),

    /** The perf ring without the kernel's own faults: all that an unprivileged user gets at perf_event_paranoid 2. */
    PERF_USER("perf ring, user mode", "exact"),

    /** getrusage(2), asked for at a bounded rate: growth can be booked to a later call of the same thread. */
    USAGE("getrusage", "faults"),

    /** The process's resident set size, asked for likewise: what one thread touches, another's call can be booked for. */
    STATM("statm", "statm"),

    OFF("none", "off");

    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final String FORCE = System.getProperty("jmemtrace.resident", "");
    private static final int TRIAL_PAGES = 64;

    final String source;
    final String resolution;

    ResidentCounter(String source, String resolution) {
        this.source = source;
        this.resolution = resolution;
    }

    /**
     * @param counter the best that works
     * @param choice the same in words
     */
    record Chosen(ResidentCounter counter, Choice choice) {}

    /** @param rss what there is if all else is refused */
    static Chosen choose(ResidentSet rss) {
        StringBuilder why = new StringBuilder();
        for (ResidentCounter counter : values()) {
            if (!FORCE.isEmpty() && !counter.name().equalsIgnoreCase(FORCE.replace('-', '_'))) {
                why.append(why.length() == 0 ? "jmemtrace.resident=" + FORCE : "");
                continue;
            }
            try {
                counter.check(rss);
                return new Chosen(counter, new Choice("resident", counter.source, counter.resolution, why.toString()));
            } catch (RuntimeException | LinkageError refused) {
                why.append(why.length() == 0 ? "" : "; ").append(counter.source + ": " + Choice.reason(refused));
            }
        }
        return new Chosen(OFF, new Choice("resident", OFF.source, OFF.resolution, why.toString()));
    }

    private void check(ResidentSet rss) {
        switch (this) {
            case PERF, PERF_USER -> checkRing();
            case USAGE -> checkUsage();
            case STATM -> checkStatm(rss);
            case OFF -> {}
        }
    }

    private void checkRing() {
        PerfRing ring = PerfRing.open(this == PERF);
        try {
            long before = PerfRing.read(ring.descriptor());
            touchFreshPages();
            judge(PerfRing.read(ring.descriptor()) - before);
            if (UNSAFE.getLongVolatile(null, ring.address() + 1024) == 0) { // data_head
                throw new IllegalStateException("the ring did not move");
            }
        } finally {
            LibC.close(ring.descriptor());
            LibC.munmap(ring.address(), PerfRing.MAPPED_BYTES);
        }
    }

    private static void checkUsage() {
        long block = ThreadUsage.allocate();
        try {
            long before = ThreadUsage.faults(block);
            touchFreshPages();
            judge(ThreadUsage.faults(block) - before);
        } finally {
            ThreadUsage.free(block);
        }
    }

    private static void checkStatm(ResidentSet rss) {
        if (rss.bytes() == 0) {
            throw new IllegalStateException("/proc/self/statm does not tell");
        }
    }

    private static void judge(long counted) {
        if (counted < TRIAL_PAGES) {
            throw new IllegalStateException("a trial counted " + counted + " faults of " + TRIAL_PAGES);
        }
    }

    private static void touchFreshPages() {
        long length = TRIAL_PAGES * PerfRing.PAGE_BYTES;
        long fresh = LibC.mmap(0, length, LibC.PROT_NONE_TO_WRITE, LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS, -1, 0);
        for (long page = 0; page < length; page += PerfRing.PAGE_BYTES) {
            UNSAFE.putByte(fresh + page, (byte) 1);
        }
        LibC.munmap(fresh, length);
    }
}
