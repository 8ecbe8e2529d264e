// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkFileTest {
    @TempDir
    private Path directory;

    @Test
    void appendTo_chunkBeingWritten_takesWhatWasFlushedAsFinished() throws Exception {
        byte[] chunk = chunk(100, 90, (byte) 2);

        byte[] taken = append(chunk);

        assertThat(taken).hasSize(90);
        assertThat(taken[64]).isZero();
        chunk[64] = 0;
        assertThat(chunk).startsWith(taken);
    }

    @Test
    void appendTo_nothingFlushed_takesNothing() throws Exception {
        assertThat(append(chunk(100, 68, (byte) 1))).isEmpty();
        assertThat(append(chunk(100, 0, (byte) 1))).isEmpty();
    }

    @Test
    void appendTo_brokenChunks_takesNothing() throws Exception {
        assertThat(append(chunk(100, 101, (byte) 0))).as("longer than its file").isEmpty();
        assertThat(append(chunk(100, -1, (byte) 0))).as("negative size").isEmpty();
        assertThat(append(new byte[100])).as("no magic number").isEmpty();
        assertThat(append(new byte[10])).as("shorter than a header").isEmpty();
    }

    static byte[] chunk(int fileBytes, long declaredBytes, byte state) {
        byte[] chunk = new byte[fileBytes];
        for (int i = 0; i < fileBytes; i++) {
            chunk[i] = (byte) i;
        }
        ByteBuffer header = ByteBuffer.wrap(chunk);
        header.put(new byte[] {'F', 'L', 'R', 0, 0, 2, 0, 1});
        header.putLong(declaredBytes);
        header.put(64, state);
        return chunk;
    }

    private byte[] append(byte[] chunk) throws Exception {
        ByteArrayOutputStream recording = new ByteArrayOutputStream();
        Path file = Files.write(directory.resolve("chunk.jfr"), chunk);
        long taken = ChunkFile.appendTo(Channels.newChannel(recording), file);
        assertThat(taken).isEqualTo(recording.size());
        return recording.toByteArray();
    }
}
