// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.nio.ByteBuffer;

/**
 * The 68 bytes that each chunk of a recording begins with. Offsets are from the begin of the chunk.
 *
 * @param fileOffset where the chunk begins in its file
 * @param sizeBytes as declared: of a finished chunk the whole, of an unfinished one what was flushed last
 * @param state 0 once the chunk is finished; the JVM counts its flushes here while it writes
 * @param compressedIntegers whether numbers inside are written in 1 to 9 bytes
 */
public record ChunkHeader(
        long fileOffset,
        int majorVersion,
        int minorVersion,
        long sizeBytes,
        long constantPoolOffset,
        long metadataOffset,
        long startEpochNanos,
        long durationNanos,
        int state,
        boolean compressedIntegers) {

    /** What it takes itself. */
    public static final int BYTES = 68;

    private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;

    /** Whether these bytes begin a chunk: the magic number, read without moving the buffer. */
    static boolean startsAt(ByteBuffer bytes, int position) {
        return bytes.limit() - position >= Integer.BYTES && bytes.getInt(position) == MAGIC;
    }

    /** Reads a header that begins at a position of a buffer and is there in full. */
    static ChunkHeader parse(ByteBuffer bytes, int position, long fileOffset) {
        return new ChunkHeader(
                fileOffset,
                bytes.getShort(position + 4),
                bytes.getShort(position + 6),
                bytes.getLong(position + 8),
                bytes.getLong(position + 16),
                bytes.getLong(position + 24),
                bytes.getLong(position + 32),
                Math.max(0, bytes.getLong(position + 40)),
                bytes.get(position + 64) & 0xff,
                (bytes.get(position + 67) & 1) != 0);
    }

    boolean isFinished() {
        return state == 0;
    }

    /** JDK 9 and newer write versions 1 and 2; JDK 7 and 8 wrote 0, of another layout. */
    boolean isKnownVersion() {
        return majorVersion == 1 || majorVersion == 2;
    }

    long endEpochNanos() {
        return startEpochNanos + durationNanos;
    }
}
