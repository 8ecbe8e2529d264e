// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Checks that a chunk's events follow each other to its end, and that metadata and constant pools are where the header
 * says. The parser loops for ever on an event of negative size and on constant pools that name each other; neither
 * gets past this. About 1 ns for each event.
 */
final class ChunkFrames {
    private static final long METADATA_TYPE = 0;
    private static final long CONSTANT_POOL_TYPE = 1;

    private final ByteBuffer bytes;
    private int position;

    private ChunkFrames(byte[] chunk) {
        bytes = ByteBuffer.wrap(chunk);
    }

    /** What is wrong with the chunk, if anything. */
    static Optional<String> defectOf(byte[] chunk, ChunkHeader header) {
        if (!header.compressedIntegers()) {
            return Optional.empty(); // written by none of today's JVMs; left to the time limit
        }
        try {
            return new ChunkFrames(chunk).check(header);
        } catch (IndexOutOfBoundsException e) {
            return Optional.of("an event runs past the chunk's end");
        }
    }

    private Optional<String> check(ChunkHeader header) {
        int end = bytes.limit();
        int event = ChunkHeader.BYTES;
        while (event < end) {
            position = event;
            long size = readNumber();
            if (size < 2 || size > end - event) {
                return Optional.of("an event at byte " + event + " has the size " + size);
            }
            event += (int) size;
        }
        if (!isEvent(header.metadataOffset(), METADATA_TYPE)) {
            return Optional.of("no metadata where its header says");
        }
        return checkConstantPools(header.constantPoolOffset());
    }

    /** Each pool names the one written before it by a negative distance; 0 ends the chain. */
    private Optional<String> checkConstantPools(long last) {
        long offset = last;
        while (offset != 0) {
            if (!isEvent(offset, CONSTANT_POOL_TYPE)) {
                return Optional.of("no constant pool at byte " + offset);
            }
            readNumber(); // start
            readNumber(); // duration
            long delta = readNumber();
            if (delta > 0) {
                return Optional.of("a constant pool names a later one");
            }
            offset = delta == 0 ? 0 : offset + delta;
        }
        return Optional.empty();
    }

    private boolean isEvent(long offset, long type) {
        if (offset < ChunkHeader.BYTES || offset >= bytes.limit()) {
            return false;
        }
        position = (int) offset;
        readNumber(); // size
        return readNumber() == type;
    }

    /** Seven bits a byte, least significant first; the ninth byte has eight. */
    private long readNumber() {
        long number = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            byte b = bytes.get(position++);
            number |= (b & 0x7fL) << shift;
            if (b >= 0) {
                return number;
            }
        }
        return number | (bytes.get(position++) & 0xffL) << 56;
    }
}
