// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBlockTest {
    private static final int RUNS = 50;
    private static final int MIB = 1 << 20;

    /** Of an array of bytes, with compressed class pointers. */
    private static final int HEADER_BYTES = 16;

    private static final byte[] NOTHING = {};

    private static volatile byte[] sink = NOTHING;

    @TempDir
    private Path directory;

    @Test
    void close_emptyBlocks_haveAllocatedNothing() throws Exception {
        List<RecordedEvent> blocks = record("enabled", () -> {
            for (int i = 0; i < RUNS; i++) {
                MemoryBlock.open("empty").close();
            }
        });

        assertThat(blocks).hasSize(RUNS).allMatch(block -> block.getLong("allocatedBytes") == 0);
        assertThat(blocks).allMatch(block -> block.getLong("rssBeforeBytes") > MIB);
    }

    @Test
    void close_sameBlockManyTimes_isTheSameEachTime() throws Exception {
        List<RecordedEvent> blocks = record("enabled", () -> {
            for (int i = 0; i < RUNS; i++) {
                try (MemoryBlock block = MemoryBlock.open("mib")) {
                    sink = new byte[MIB];
                }
            }
        });

        assertThat(blocks).hasSize(RUNS).allMatch(block -> block.getLong("allocatedBytes") == MIB + HEADER_BYTES);
    }

    @Test
    void close_nestedAndOverlapping_outerCountsInnerWithoutItsCost() throws Exception {
        List<RecordedEvent> blocks = record("enabled", () -> {
            String inside = "inner"; // the JVM makes a literal when it is first used
            String label = "half";
            MemoryBlock outer = MemoryBlock.open("outer");
            sink = new byte[MIB];
            MemoryBlock inner = MemoryBlock.open(inside);
            sink = new byte[2 * MIB];
            inner.mark(label);
            outer.close();
            sink = new byte[4 * MIB];
            inner.close();
            inner.close();
        });

        assertThat(blocks)
                .extracting(block -> block.getString("name"), block -> block.getLong("allocatedBytes"))
                .containsExactlyInAnyOrder(
                        tuple("outer", 3L * MIB + 2 * HEADER_BYTES), tuple("inner", 6L * MIB + 2 * HEADER_BYTES));
        assertThat(blocks).allMatch(block -> block.getLong("toolBytes") > 0);
    }

    @Test
    void close_onAnotherThread_countsTheThreadThatOpened() throws Exception {
        List<RecordedEvent> blocks = record("enabled", () -> {
            MemoryBlock block = MemoryBlock.open("handed over");
            Thread closer = new Thread(() -> {
                sink = new byte[64 * MIB];
                block.close();
            });
            sink = new byte[MIB];
            closer.start();
            join(closer);
        });

        // The thread object and the lambda are allocated too.
        assertThat(blocks)
                .hasSize(1)
                .allMatch(block -> block.getLong("allocatedBytes") >= MIB + HEADER_BYTES
                        && block.getLong("allocatedBytes") < 2 * MIB);
    }

    @Test
    void close_openerHasEnded_isNotKnown() throws Exception {
        List<RecordedEvent> blocks = record("enabled", () -> {
            MemoryBlock[] opened = new MemoryBlock[1];
            Thread opener = new Thread(() -> opened[0] = MemoryBlock.open("left"));
            opener.start();
            join(opener);
            opened[0].close();
        });

        assertThat(blocks).hasSize(1).allMatch(block -> block.getLong("allocatedBytes") == MemoryBlockEvent.UNKNOWN);
    }

    @Test
    void close_retaining_isWhatStaysAlive() throws Exception {
        byte[][] held = new byte[100][];
        List<RecordedEvent> blocks = record("enabled", () -> {
            for (int i = 0; i < RUNS / 5; i++) {
                try (MemoryBlock empty = MemoryBlock.retaining("empty")) {}
                try (MemoryBlock garbage = MemoryBlock.retaining("garbage")) {
                    for (int k = 0; k < 100; k++) {
                        sink = new byte[10_000 - HEADER_BYTES];
                    }
                    sink = NOTHING;
                }
                try (MemoryBlock kept = MemoryBlock.retaining("kept")) {
                    for (int k = 0; k < held.length; k++) {
                        held[k] = new byte[10_000 - HEADER_BYTES];
                    }
                }
                try (MemoryBlock freed = MemoryBlock.retaining("freed")) {
                    Arrays.fill(held, null);
                }
            }
        });

        // Beside this program, flight recorder and the tests' own JVM have some hundred bytes more or less at times.
        Map<String, List<Long>> retained = blocks.stream()
                .collect(Collectors.groupingBy(
                        block -> block.getString("name"),
                        Collectors.mapping(block -> block.getLong("retainedBytes"), Collectors.toList())));
        assertThat(median(retained, "empty")).isZero();
        assertThat(median(retained, "garbage")).isZero();
        assertThat(median(retained, "kept")).isBetween(1_000_000L, 1_050_000L); // G1 moves nothing out of 95 %
        assertThat(median(retained, "freed")).isBetween(-1_050_000L, -1_000_000L);
        assertThat(blocks.stream().filter(block -> block.getString("name").equals("empty")))
                .allMatch(block -> block.getLong("allocatedBytes") == 0);
    }

    private static long median(Map<String, List<Long>> byName, String name) {
        return byName.getOrDefault(name, List.of()).stream().sorted().toList().get(RUNS / 5 / 2);
    }

    @Test
    void close_counting_readsNoRss() throws Exception {
        List<RecordedEvent> blocks = record("enabled", () -> {
            try (MemoryBlock block = MemoryBlock.counting("mib")) {
                sink = new byte[MIB];
            }
        });

        assertThat(blocks).hasSize(1).allMatch(block -> block.getLong("allocatedBytes") == MIB + HEADER_BYTES);
        assertThat(blocks)
                .allMatch(block -> block.getLong("rssBeforeBytes") == MemoryBlockEvent.UNKNOWN
                        && block.getLong("rssAfterBytes") == MemoryBlockEvent.UNKNOWN
                        && block.getLong("heapAfterBytes") == MemoryBlockEvent.UNKNOWN);
    }

    @Test
    void open_eventSwitchedOff_writesNothing() throws Exception {
        assertThat(record("disabled", () -> MemoryBlock.open("unseen").close())).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<RecordedEvent> record(String state, Runnable program) throws Exception {
        Path file = directory.resolve("blocks.jfr");
        try (Recording recording = new Recording()) {
            if (state.equals("enabled")) {
                recording.enable("jmemtrace.MemoryBlock");
            } else {
                recording.disable("jmemtrace.MemoryBlock");
            }
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.MemoryBlock"))
                .toList();
    }
}
