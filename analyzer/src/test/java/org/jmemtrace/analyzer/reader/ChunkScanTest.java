// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks by their headers alone, of which no figure is to be believed. */
class ChunkScanTest {
    @TempDir
    private Path directory;

    private long startEpochNanos = 1_000;

    private byte[] chunk(int bytes, long declared, int state) {
        ByteBuffer chunk = ByteBuffer.allocate(bytes);
        chunk.put(new byte[] {'F', 'L', 'R', 0}).putShort((short) 2).putShort((short) 1);
        chunk.putLong(declared)
                .putLong(70)
                .putLong(70)
                .putLong(startEpochNanos++)
                .putLong(2_000);
        chunk.put(64, (byte) state).put(67, (byte) 1);
        return chunk.array();
    }

    private byte[] whole(int bytes) {
        return chunk(bytes, bytes, 0);
    }

    private ChunkScan scan(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        Path file = Files.write(directory.resolve("scan.jfr"), all.toByteArray());
        try (FileChannel channel = FileChannel.open(file)) {
            return ChunkScan.of(channel);
        }
    }

    @Test
    void of_twoWholeChunks_findsBoth() throws IOException {
        ChunkScan scan = scan(whole(100), whole(200));
        assertThat(scan.spans()).hasSize(2).allMatch(ChunkSpan::isReadable);
        assertThat(scan.spans().get(1).header().fileOffset()).isEqualTo(100);
        assertThat(scan.spans().get(1).header().endEpochNanos()).isEqualTo(3_001);
        assertThat(scan.strayBytes()).isZero();
    }

    @Test
    void of_lastChunkCutOff_saysWhere() throws IOException {
        ChunkScan scan = scan(whole(100), chunk(150, 200, 0));
        assertThat(scan.spans().get(0).isReadable()).isTrue();
        assertThat(scan.spans().get(1).defect()).isEqualTo("truncated at 150 of 200 bytes");
    }

    @Test
    void of_sizesThatCannotBe_areNotBelieved() throws IOException {
        assertThat(scan(chunk(100, 1L << 40, 0)).spans().get(0).defect()).startsWith("truncated at 100 of ");
        assertThat(scan(chunk(100, -5, 0)).spans().get(0).defect()).isEqualTo("without content");
        assertThat(scan(chunk(100, 0, 255)).spans().get(0).defect()).startsWith("not finished");
    }

    @Test
    void of_brokenChunkInTheMiddle_findsTheNext() throws IOException {
        ChunkScan scan = scan(whole(100), chunk(300, 1L << 33, 0), whole(120));
        assertThat(scan.spans()).hasSize(3);
        assertThat(scan.spans()).extracting(ChunkSpan::isReadable).containsExactly(true, false, true);
    }

    @Test
    void of_copyOfAHeaderInsideItsTruncatedChunk_isNoChunk() throws IOException {
        byte[] chunk = chunk(500, 900, 0);
        System.arraycopy(chunk, 0, chunk, 300, ChunkHeader.BYTES);
        assertThat(scan(chunk).spans()).hasSize(1);
    }

    @Test
    void of_bytesBetweenChunks_areCounted() throws IOException {
        ChunkScan scan = scan(whole(100), new byte[3_000_000], whole(100), new byte[7]);
        assertThat(scan.spans()).hasSize(2).allMatch(ChunkSpan::isReadable);
        assertThat(scan.strayBytes()).isEqualTo(3_000_007);
    }

    @Test
    void of_unfinishedChunk_bytesAfterItsLastFlushAreNotStray() throws IOException {
        ChunkScan scan = scan(chunk(500, 400, 7));
        assertThat(scan.spans().get(0).isReadable()).isTrue();
        assertThat(scan.spans().get(0).header().isFinished()).isFalse();
        assertThat(scan.strayBytes()).isZero();
    }

    @Test
    void of_formatNotKnown_saysWhich() throws IOException {
        byte[] chunk = whole(100);
        chunk[5] = 9;
        assertThat(scan(chunk).spans().get(0).defect()).isEqualTo("of format 9.1");
    }

    @Test
    void of_headerCutOff_findsNothing() throws IOException {
        assertThat(scan(java.util.Arrays.copyOf(whole(100), 60)).spans()).isEmpty();
    }
}
