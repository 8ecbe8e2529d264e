// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.events.RssLedger;
import org.jspecify.annotations.Nullable;

/** Makes the rows of one instant after the other, which sum to RSS: each takes from what the one before it left. */
final class Ledger {
    static final String NO_MALLOC = "needs mallinfo2 of glibc 2.33 or newer: what malloc keeps is among what is in use";
    static final String NO_STRUCTS = "needs a HotSpot JVM: its heap, code and classes are among what is unexplained";
    static final String NO_TRACKING =
            "needs -XX:NativeMemoryTracking=summary: the JVM's other memory is among GC structures"
                    + " and malloc, in use";
    static final String LATE = "needs the agent from the JVM's start (-javaagent), or -XX:NativeMemoryTracking=summary:"
            + " what the JVM mapped is unexplained";

    private final KeptMemory keptMemory = new KeptMemory();
    private final JvmMalloc jvmMalloc = new JvmMalloc();

    /**
     * What is known beside the mappings.
     *
     * @param heapUsedBytes of the Java heap
     * @param heapCommittedBytes of the same
     * @param directBytes in direct buffers
     * @param jvm what the JVM tells of its native memory; empty if it keeps no track
     * @param structs whether the JVM told its ranges
     * @param sinceStart whether the JVM's own mappings were seen before the program ran
     */
    record Known(
            long heapUsedBytes,
            long heapCommittedBytes,
            long directBytes,
            Optional<Malloc> malloc,
            List<NativeCategory> jvm,
            boolean structs,
            boolean sinceStart) {}

    List<Row> rows(PartBytes parts, Known known) {
        List<Row> rows = new ArrayList<>();
        long heap = parts.resident(Part.JAVA_HEAP);
        long used = Math.min(heap, known.heapUsedBytes());
        @Nullable String noStructs = known.structs() ? null : NO_STRUCTS;
        rows.add(new Row("Java heap, in use", used, known.heapUsedBytes(), "counted", noStructs));
        rows.add(Row.counted(
                "Java heap, free but resident", heap - used, known.heapCommittedBytes() - known.heapUsedBytes()));
        rows.add(counted("metaspace and classes", Part.CLASSES, parts));
        rows.add(counted("code cache", Part.CODE, parts));
        rows.add(counted("thread stacks", Part.STACKS, parts));
        long anonymous = parts.resident(Part.ANONYMOUS);
        long arenas = parts.resident(Part.ARENAS);
        long mapped =
                Math.min(anonymous, known.malloc().map(Malloc::mappedBytes).orElse(0L));
        long kept = known.malloc().map(now -> keptMemory.bytes(now, arenas)).orElse(0L);
        long arenasUsed = arenas - Math.min(arenas, kept);
        @Nullable String noMalloc = known.malloc().isPresent() ? null : NO_MALLOC;
        long direct = Math.min(known.directBytes(), arenasUsed + mapped);
        rows.add(Row.inferred("direct buffers", direct, known.directBytes(), null));
        rows.add(counted("mapped files", Part.MAPPED_FILES, parts));
        // Who came late did not see what the JVM mapped at its start: it tells how much that was, if not where.
        long late =
                known.sinceStart() ? 0 : Math.min(anonymous - mapped, NativeCategory.collectorMappedBytes(known.jvm()));
        long inUse = arenasUsed + mapped - direct;
        long handedOut = known.malloc()
                .map(malloc -> malloc.usedBytes() + malloc.mappedBytes() - known.directBytes())
                .orElse(0L);
        long jvmInUse = jvmMalloc.residentBytes(NativeCategory.mallocBytes(known.jvm()), handedOut, inUse);
        NativeShares shares = NativeShares.of(known.jvm(), parts, parts.resident(Part.JVM) + late, jvmInUse);
        @Nullable String noTracking = known.jvm().isEmpty() ? NO_TRACKING : null;
        rows.add(Row.inferred("malloc, in use", inUse - shares.mallocBytes(), 0, noMalloc));
        rows.add(Row.inferred("malloc, freed but kept", arenas - arenasUsed, 0, noMalloc));
        rows.add(Row.inferred(
                "GC structures",
                shares.collectorBytes(),
                parts.accessible(Part.COLLECTOR),
                known.sinceStart() || !known.jvm().isEmpty() ? null : LATE));
        rows.add(Row.inferred("other JVM memory", shares.otherBytes(), parts.accessible(Part.JVM), noTracking));
        rows.add(counted("shared libraries", Part.LIBRARIES, parts));
        rows.add(new Row(
                "jmemtrace",
                parts.resident(Part.TOOL) + shares.recorderBytes(),
                parts.accessible(Part.TOOL),
                shares.recorderBytes() > 0 ? "inferred" : "counted",
                null));
        rows.add(Row.counted(RssLedger.SWAPPED, 0, parts.swapped()));
        rows.add(Row.inferred(RssLedger.UNEXPLAINED, anonymous - mapped - late, 0, null));
        return rows;
    }

    private static Row counted(String category, Part part, PartBytes parts) {
        return Row.counted(category, parts.resident(part), parts.accessible(part));
    }
}
