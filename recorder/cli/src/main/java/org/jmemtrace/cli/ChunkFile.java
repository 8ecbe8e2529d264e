// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * One chunk of a recording in the repository of a JVM that is gone. Flight recorder flushes the chunk it writes every
 * second and then sets the size in the chunk's header to what has been flushed, so a killed JVM leaves a readable chunk
 * with some bytes too many behind it, and a state byte that makes readers wait for more.
 */
final class ChunkFile {
    private static final int HEADER_BYTES = 68;
    private static final int SIZE_OFFSET = 8;
    private static final int START_OFFSET = 32;
    private static final int STATE_OFFSET = 64;
    private static final byte FINISHED = 0;
    private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;

    private ChunkFile() {}

    /** When the chunk was begun; the end of time if the file is none. */
    static Instant begun(Path chunk) throws IOException {
        try (FileChannel source = FileChannel.open(chunk, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            while (header.hasRemaining() && source.read(header) >= 0) {}
            return header.hasRemaining() || header.getInt(0) != MAGIC
                    ? Instant.MAX
                    : Instant.EPOCH.plusNanos(header.getLong(START_OFFSET));
        }
    }

    /**
     * Appends what was flushed of the chunk, as a finished chunk.
     *
     * @return the bytes written; 0 if nothing had been flushed
     */
    static long appendTo(WritableByteChannel recording, Path chunk) throws IOException {
        try (FileChannel source = FileChannel.open(chunk, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            if (source.size() < HEADER_BYTES) {
                return 0;
            }
            while (header.hasRemaining() && source.read(header) >= 0) {}
            header.flip();
            long sizeBytes = header.getLong(SIZE_OFFSET);
            if (header.getInt(0) != MAGIC || sizeBytes <= HEADER_BYTES || sizeBytes > source.size()) {
                return 0;
            }
            header.put(STATE_OFFSET, FINISHED);
            recording.write(header);
            long position = HEADER_BYTES;
            while (position < sizeBytes) {
                long copied = source.transferTo(position, sizeBytes - position, recording);
                if (copied <= 0) {
                    throw new EOFException(chunk + " ends at " + position);
                }
                position += copied;
            }
            return sizeBytes;
        }
    }
}
