// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdk.internal.access.SharedSecrets;
import org.jmemtrace.events.NativeMemory;
import org.jmemtrace.events.RssLedger;
import org.jspecify.annotations.Nullable;

/**
 * Writes what RSS is made of. JMX is not needed, so it is not loaded.
 *
 * <p>Cost: 3 ms of CPU time, 17 ms more for each GiB of resident memory in pages of 4 KiB (nearly all of it the
 * kernel's walk over its tables), and 95 KiB of garbage; the first time 40 to 60 ms and 2 MiB. The kernel holds a lock of
 * the mappings meanwhile, for which a thread that maps or unmaps memory has to wait, a few mappings at a time.
 */
public final class LedgerWriter {
    /** At most 0.2 % of the time goes into readings at an interval. */
    private static final long SHARE = 500;

    private final Instrumentation instrumentation;
    private final String javaHome = System.getProperty("java.home");
    private final @Nullable JvmRanges jvm;
    private final List<Range> jvmAtStart;
    private @Nullable Optional<NativeTracking> tracking;
    private long nextNanos = System.nanoTime();
    private final Ledger ledger = new Ledger();

    /** To be made before the program runs, if that is possible: what is mapped then is the JVM's. */
    public LedgerWriter(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
        jvm = jvmRanges();
        jvmAtStart = ProgramStart.isAhead() ? mapped() : List.of();
    }

    private static @Nullable JvmRanges jvmRanges() {
        try {
            return new JvmRanges();
        } catch (LinkageError otherJvm) {
            return null;
        }
    }

    private List<Range> mapped() {
        try {
            return new Parts(Smaps.ofThisProcess(), javaHome).anonymousRanges();
        } catch (IOException noProc) {
            return List.of();
        }
    }

    /** The same at an interval, but seldom enough to take a small share of the time, however large the process is. */
    public synchronized void writeIfDue() {
        if (System.nanoTime() - nextNanos >= 0) {
            write();
        }
    }

    /** Writes the rows of this instant; none where there is no /proc. */
    public synchronized void write() {
        long before = System.nanoTime();
        Instant now = Instant.now();
        long epochNanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
        Optional<NativeTracking> told = tracking();
        List<NativeCategory> categories = told.map(NativeTracking::categories).orElse(List.of());
        for (NativeCategory category : categories) {
            NativeMemory event = new NativeMemory();
            event.epochNanos = epochNanos;
            event.category = category.name();
            event.reservedBytes = category.reservedBytes();
            event.committedBytes = category.committedBytes();
            event.mallocBytes = category.mallocBytes();
            event.commit();
        }
        for (Row row : read(categories)) {
            RssLedger event = new RssLedger();
            event.epochNanos = epochNanos;
            event.category = row.category();
            event.residentBytes = row.residentBytes();
            event.committedBytes = row.committedBytes();
            event.source = row.source();
            event.note = row.note();
            event.commit();
        }
        long after = System.nanoTime();
        nextNanos = after + (after - before) * SHARE;
    }

    /** Looked for at the first ledger: a recording without one does not load the classes. */
    private Optional<NativeTracking> tracking() {
        if (tracking == null) {
            tracking = NativeTracking.open(instrumentation);
        }
        return tracking;
    }

    private List<Row> read(List<NativeCategory> categories) {
        try {
            return rows(categories);
        } catch (IOException noProc) {
            throw new UncheckedIOException(noProc);
        }
    }

    private List<Row> rows(List<NativeCategory> categories) throws IOException {
        Runtime runtime = Runtime.getRuntime();
        long heapCommitted = runtime.totalMemory();
        long heapUsed = heapCommitted - runtime.freeMemory();
        Class<?>[] classes = jvm == null ? new Class<?>[0] : instrumentation.getAllLoadedClasses();
        long direct = SharedSecrets.getJavaNioAccess().getDirectBufferPool().getMemoryUsed();
        Optional<Malloc> malloc = Malloc.ask();
        List<Mapping> mappings = Smaps.ofThisProcess();
        PartBytes parts;
        try (ResidentPages pages = new ResidentPages()) {
            parts = new Parts(mappings, javaHome).add(ranges(classes), pages::bytes);
        }
        return ledger.rows(
                parts,
                new Ledger.Known(
                        heapUsed,
                        heapCommitted,
                        direct,
                        malloc,
                        categories,
                        jvm != null,
                        !jvmAtStart.isEmpty() || parts.resident(Part.COLLECTOR) > 0));
    }

    /** What is known of addresses: what the JVM says now is truer than what was seen at its start. */
    private List<Range> ranges(Class<?>[] classes) {
        List<Range> ranges = new ArrayList<>();
        if (jvm != null) {
            ranges.addAll(jvm.fixed());
            for (long block : jvm.metaspaceBlocks(classes)) {
                ranges.add(new Range(block, block + JvmRanges.METASPACE_BLOCK_BYTES, Part.CLASSES));
            }
        }
        ranges.sort(Comparator.comparingLong(Range::start));
        List<Range> told = tracking().map(NativeTracking::ranges).orElse(List.of());
        return Ranges.fill(Ranges.fill(ranges, told), jvmAtStart);
    }
}
