// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the chunks of a file by their headers alone, and believes no size that the file's length does not bear out.
 * The parser behind it allocates what a header says and gives up the whole file for one bad chunk; this scan does
 * neither: it looks for the next chunk wherever one breaks off.
 *
 * @param spans in the order of the file, the unreadable ones included
 * @param strayBytes bytes between and after chunks that were finished; what follows the last flush of one that was not
 *     is its own
 */
public record ChunkScan(List<ChunkSpan> spans, long strayBytes) {
    /** What the parser can hold in one array; 64 KiB less than the largest there is. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (64L << 10);

    private static final int WINDOW_BYTES = 1 << 20;

    /** Keeps a copy. */
    public ChunkScan {
        spans = List.copyOf(spans);
    }

    /** Scans a file: reads its headers, and more only where chunks break off. */
    public static ChunkScan of(FileChannel file) throws IOException {
        List<ChunkSpan> spans = new ArrayList<>();
        long length = file.size();
        Optional<ChunkHeader> next = findChunk(file, 0, length, OptionalLong.empty());
        long stray = next.map(ChunkHeader::fileOffset).orElse(length);
        while (next.isPresent()) {
            ChunkHeader header = next.get();
            String defect = defectOf(header, length);
            spans.add(new ChunkSpan(spans.size() + 1, header, defect));
            boolean readable = defect.isEmpty();
            long end = readable ? header.fileOffset() + header.sizeBytes() : header.fileOffset() + 1;
            next = findChunk(file, end, length, OptionalLong.of(header.startEpochNanos()));
            if (readable && header.isFinished()) {
                stray += next.map(ChunkHeader::fileOffset).orElse(length) - end;
            }
        }
        return new ChunkScan(spans, stray);
    }

    private static String defectOf(ChunkHeader header, long length) {
        long present = length - header.fileOffset();
        if (!header.isKnownVersion()) {
            return "of format " + header.majorVersion() + "." + header.minorVersion();
        }
        if (header.sizeBytes() <= ChunkHeader.BYTES) {
            return header.isFinished() ? "without content" : "not finished: the JVM had not flushed it yet";
        }
        if (header.sizeBytes() > present) {
            return "truncated at " + present + " of " + header.sizeBytes() + " bytes";
        }
        if (header.sizeBytes() > MOST_BYTES) {
            return "larger than 2 GiB";
        }
        return "";
    }

    /**
     * The first chunk from an offset on whose header is there in full.
     *
     * @param within begin of the chunk before: chunks hold copies of their own header, which begin no other
     */
    private static Optional<ChunkHeader> findChunk(FileChannel file, long from, long length, OptionalLong within)
            throws IOException {
        ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
        long offset = from;
        while (length - offset >= ChunkHeader.BYTES) {
            window.clear();
            // A look at the begin of the next chunk is nearly always enough.
            window.limit(offset == from ? ChunkHeader.BYTES : WINDOW_BYTES);
            readAt(file, window, offset);
            int last = window.limit() - ChunkHeader.BYTES;
            for (int i = 0; i <= last; i++) {
                if (ChunkHeader.startsAt(window, i)) {
                    ChunkHeader header = ChunkHeader.parse(window, i, offset + i);
                    if (within.isEmpty() || header.startEpochNanos() != within.getAsLong()) {
                        return Optional.of(header);
                    }
                }
            }
            offset += Math.max(1, last + 1);
        }
        return Optional.empty();
    }

    private static void readAt(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
        while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
            continue;
        }
        bytes.flip();
        bytes.rewind();
    }
}
