// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jmemtrace.analyzer.RecordingFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would make the parser loop for ever is found before it sees the chunk. */
class ChunkFramesTest {
    @TempDir
    private Path directory;

    private byte[] chunk = new byte[0];

    @BeforeEach
    void record() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            Path file = fixture.jvm().process(1 << 20, 5).writeTo(directory.resolve("frames.jfr"));
            chunk = Files.readAllBytes(file);
        }
    }

    private Optional<String> defect() {
        return ChunkFrames.defectOf(chunk, ChunkHeader.parse(ByteBuffer.wrap(chunk), 0, 0));
    }

    @Test
    void defectOf_chunkAsWritten_none() {
        assertThat(defect()).isEmpty();
    }

    @Test
    void defectOf_eventOfSizeZero_isNamed() {
        chunk[68] = 0;
        assertThat(defect()).contains("an event at byte 68 has the size 0");
    }

    @Test
    void defectOf_eventOfNegativeSize_isNamed() {
        for (int i = 68; i < 77; i++) {
            chunk[i] = (byte) 0xff;
        }
        assertThat(defect()).contains("an event at byte 68 has the size -1");
    }

    @Test
    void defectOf_constantPoolThatNamesItself_isNamed() {
        // The header's own number of the last pool, then that pool's distance to the one before it: to itself.
        int pool = (int) ByteBuffer.wrap(chunk).getLong(16);
        int position = pool;
        for (int field = 0; field < 4; field++) { // size, type, start, duration
            while (chunk[position++] < 0) {
                continue;
            }
        }
        chunk[position] = 1;
        assertThat(defect()).contains("a constant pool names a later one");
    }

    @Test
    void defectOf_metadataElsewhere_isNamed() {
        ByteBuffer.wrap(chunk).putLong(24, chunk.length + 5L);
        assertThat(defect()).contains("no metadata where its header says");
    }

    @Test
    void defectOf_poolOffsetNegative_isNamed() {
        ByteBuffer.wrap(chunk).putLong(16, -400);
        assertThat(defect()).contains("no constant pool at byte -400");
    }
}
