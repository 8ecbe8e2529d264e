// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.Blocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jmemtrace.api.MemoryBlock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks of a program of its own, from its first on. */
final class BlocksIT {
    private static final long UNKNOWN = -1;
    private static final int RUNS = 6;

    /** By each block that keeps something. */
    private static final long KEPT = 1_000_000;

    @TempDir
    private Path directory;

    static List<Arguments> collectors() {
        List<Arguments> all = new ArrayList<>();
        for (Path home : Jvms.homes()) {
            all.add(Arguments.of(home, "-XX:+UseSerialGC", KEPT));
            all.add(Arguments.of(home, "-XX:+UseParallelGC", KEPT));
            // A region that is 95 % full stays as it is, and counts as a whole one.
            all.add(Arguments.of(home, "-XX:G1HeapRegionSize=1m", 1 << 20));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("collectors")
    void retaining_eachCollector_isWhatStays(Path home, String collector, long most) throws Exception {
        List<RecordedEvent> events = record(home, collector);

        assertThat(medianRetained(events, "empty")).isZero();
        assertThat(medianRetained(events, "kept")).isBetween(KEPT, most);
        assertThat(blocks(events, "empty")).hasSize(RUNS).allMatch(block -> block.getLong("allocatedBytes") == 0);
        assertThat(blocks(events, "kept")).hasSize(RUNS).allMatch(block -> block.getLong("allocatedBytes") == KEPT);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void retaining_jvmThatDoesNotCollectWhenAsked_isNotKnown(Path home) throws Exception {
        for (String option : List.of("-XX:+DisableExplicitGC", "-XX:+ExplicitGCInvokesConcurrent")) {
            List<RecordedEvent> events = record(home, option);

            assertThat(blocks(events, "kept"))
                    .as(option)
                    .hasSize(RUNS)
                    .allMatch(block -> block.getLong("heapBeforeBytes") == UNKNOWN
                            && block.getLong("heapAfterBytes") == UNKNOWN
                            && block.getLong("allocatedBytes") == KEPT);
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void message_andBlockOfAVirtualThread_areThere(Path home) throws Exception {
        List<RecordedEvent> events = record(home);

        assertThat(events.stream()
                        .filter(event -> event.getEventType().getName().equals("jmemtrace.Mark")))
                .extracting(
                        mark -> mark.getString("text"), mark -> mark.getThread().getJavaName())
                .containsExactly(tuple("begin \u4e2d\ud83d\ude00", "main"));
        assertThat(blocks(events, "virtual"))
                .hasSize(Jvms.version(home) >= 21 ? 1 : 0)
                .allMatch(block -> block.getLong("allocatedBytes") == UNKNOWN);
    }

    /** Of all runs: in one or another the JVM's own start has some KiB more or less, on a busy machine. */
    private static long medianRetained(List<RecordedEvent> events, String name) {
        return blocks(events, name).stream()
                .map(block -> block.getLong("retainedBytes"))
                .sorted()
                .toList()
                .get(RUNS / 2);
    }

    private List<RecordedEvent> record(Path home, String... options) throws Exception {
        Path api = Path.of(MemoryBlock.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path file = directory.resolve("blocks.jfr");
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS, api)
                .with("-Xlog:jfr+startup=error", "-Xmx256m", "-XX:StartFlightRecording:filename=" + file)
                .with(options)
                .run(Blocks.class.getName());
        assertThat(result.exitCode()).as(result.errors()).isZero();
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> blocks(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.MemoryBlock"))
                .filter(event -> event.getString("name").equals(name))
                .toList();
    }
}
