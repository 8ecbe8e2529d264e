// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs whose memory grows by a known amount in one way: that row grows by it, and the rows sum to RSS. */
final class RssLedgerIT {
    private static final long MEGABYTE = 1 << 20;
    private static final long PAGE_BYTES = 4096;
    private static final String HEAP = "Java heap, in use";

    @TempDir
    private Path directory;

    private List<String> jvmOptions = List.of("-Xmx1g");

    /** What a recording says of the time in which the program did something. */
    private record Change(RecordedCalls calls, List<Map<String, RecordedEvent>> instants) {
        long resident(int instant, String category) {
            RecordedEvent row = Objects.requireNonNull(instants.get(instant).get(category), category);
            return row.getLong("residentBytes");
        }

        long growth(String category) {
            return resident(instants.size() - 1, category) - resident(0, category);
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_idleProgram_isSteady(Path home) throws Exception {
        Change change = record(home, "gc");

        for (String category : change.instants().get(0).keySet()) {
            if (!category.startsWith("Java heap")) {
                assertThat(change.growth(category)).as(category).isBetween(-2 * MEGABYTE, 2 * MEGABYTE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_heapGrowth_isTheHeaps(Path home) throws Exception {
        Change change = record(home, "survivors 100", "gc");

        long arrays = 100 * 1024 * 1016L; // of 1,000 bytes each with its header
        assertThat(change.growth(HEAP)).isCloseTo(arrays, within(arrays / 20));
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_directBuffers_areTheirOwn(Path home) throws Exception {
        assertGrew(record(home, "direct 64"), "direct buffers", 64 * MEGABYTE);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_mallocLeak_isInUse(Path home) throws Exception {
        assertGrew(record(home, "malloc 64"), "malloc, in use", 64 * MEGABYTE);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_mallocGivenBack_isKept(Path home) throws Exception {
        assertGrew(record(home, "freed 64"), "malloc, freed but kept", 64 * MEGABYTE);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_mappedFile_isAMappedFile(Path home) throws Exception {
        assertGrew(record(home, "file 64"), "mapped files", 64 * MEGABYTE);
    }

    /** Of metaspace the JVM itself says what it committed, in pieces of 64 KiB. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_classLoaders_areMetaspace(Path home) throws Exception {
        long[] committed = new long[2];
        Change change = record(home, program -> {
            committed[0] = Long.parseLong(program.ask("metaspace"));
            program.ask("classes 3000");
            committed[1] = Long.parseLong(program.ask("metaspace"));
        });

        assertThat(committed[1] - committed[0]).isGreaterThan(20 * MEGABYTE);
        assertGrew(change, "metaspace and classes", committed[1] - committed[0]);
    }

    /** The kernel itself counted the pages that these threads touched first, which are their stacks' but for some. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_threads_areStacks(Path home) throws Exception {
        Change change = record(home, "threads 200");
        Map<Long, Long> faults = new TreeMap<>();
        for (RecordedEvent sample : change.calls().events("ThreadSample")) {
            if (sample.getString("name").equals("deep")) {
                faults.merge(sample.getLong("osThreadId"), sample.getLong("minorFaults"), Math::max);
            }
        }

        assertThat(faults).hasSize(200);
        long touched = faults.values().stream().mapToLong(Long::longValue).sum() * PAGE_BYTES;
        assertThat(touched).isGreaterThan(20 * MEGABYTE);
        assertGrew(change, "thread stacks", touched);
    }

    /** With it the JVM's own share of malloc is known: what the program takes is in use as before. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void ledger_nativeMemoryTracking_partsTheJvmsOwn(Path home) throws Exception {
        jvmOptions = List.of("-Xmx1g", "-XX:NativeMemoryTracking=summary");
        Change change = record(home, "malloc 64");

        assertGrew(change, "malloc, in use", 64 * MEGABYTE);
        RecordedEvent other = Objects.requireNonNull(change.instants().get(0).get("other JVM memory"));
        assertThat(other.getString("note")).isNull();
        long collector = change.calls().events("NativeMemory").stream()
                .filter(category -> category.getString("category").equals("GC"))
                .mapToLong(category -> category.getLong("committedBytes"))
                .max()
                .orElseThrow();
        assertThat(change.resident(0, "GC structures")).isBetween(MEGABYTE, collector);
        assertThat(other.getLong("residentBytes")).isBetween(MEGABYTE, 64 * MEGABYTE);
    }

    private static void assertGrew(Change change, String category, long truth) {
        assertThat(change.growth(category)).as(category).isCloseTo(truth, within(truth / 20));
    }

    private interface Work {
        void in(RunningProgram program) throws Exception;
    }

    private Change record(Path home, String... commands) throws Exception {
        return record(home, program -> {
            for (String command : commands) {
                program.ask(command);
            }
        });
    }

    /** Records a program that has warmed up, and checks what must hold of any recording. */
    private Change record(Path home, Work work) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .recording(directory.resolve("all.jfr"), "include=com.none.**")
                .with(jvmOptions.toArray(new String[0]));
        try (RunningProgram program = RunningProgram.start(jvm, directory)) {
            program.record("warmup", "com.none.**");
            program.stop("warmup");
            program.ask("metaspace"); // loads the management classes
            program.ask("gc");
            program.ask("settle");
            program.record("part", "com.none.**");
            work.in(program);
            RecordedCalls calls = program.stop("part");
            assertThat(program.end()).isZero();
            Change change = new Change(calls, instants(calls));
            assertHolds(change);
            return change;
        }
    }

    private static List<Map<String, RecordedEvent>> instants(RecordedCalls calls) {
        Map<Long, Map<String, RecordedEvent>> instants = new TreeMap<>();
        for (RecordedEvent row : calls.events("RssLedger")) {
            RecordedEvent earlier = instants.computeIfAbsent(row.getLong("epochNanos"), now -> new LinkedHashMap<>())
                    .put(row.getString("category"), row);
            assertThat(earlier).isNull();
        }
        return List.copyOf(instants.values());
    }

    private static void assertHolds(Change change) {
        assertThat(change.calls().events("RecorderStatus"))
                .allSatisfy(status -> assertThat(status.getString("firstError")).isNull());
        assertThat(change.instants()).hasSizeGreaterThanOrEqualTo(2);
        for (int i = 0; i < change.instants().size(); i++) {
            Map<String, RecordedEvent> rows = change.instants().get(i);
            long sum = sum(rows);
            assertThat(rows.values()).allSatisfy(row -> {
                assertThat(row.getLong("residentBytes")).isNotNegative();
                assertThat(row.getString("source")).isIn("counted", "inferred");
            });
            assertThat(change.resident(i, "unexplained")).isLessThanOrEqualTo(sum / 20);
            assertThat(rows).containsKeys("swapped", "jmemtrace", "shared libraries", "code cache");
        }
        // Both are read at the begin of the chunk, the threads in between: that takes some 9 KiB of new heap for each,
        // so that it has to be the begin, when they are few. The kernel's running count lags behind by some pages, too.
        RecordedEvent first = change.calls().events("ProcessSample").get(0);
        assertThat(sum(change.instants().get(0)))
                .isCloseTo(first.getLong("vmRss"), within(first.getLong("vmRss") / 50));
    }

    private static long sum(Map<String, RecordedEvent> rows) {
        return rows.values().stream()
                .mapToLong(row -> row.getLong("residentBytes"))
                .sum();
    }
}
