// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
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

    private static volatile byte[] sink = {};

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
