// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jmemtrace.analyzer.reader.ChunkHeader;
import org.jmemtrace.analyzer.reader.ChunkScan;
import org.jmemtrace.analyzer.reader.ChunkSpan;

/**
 * Copies recordings chunk by chunk, with stars written over the texts that may be secret. Nothing moves, so that all
 * that reads the one reads the other; how long a text was can still be seen. What cannot be read to the last byte is not
 * copied, for nobody knows what is in it. Takes time as copying does, and memory of its own only for the types and the
 * pooled texts of a chunk.
 */
public final class Scrubber {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Secrets secrets;
    private final SortedMap<String, Long> found = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private int copied;

    /**
     * One that has copied nothing yet.
     *
     * @param also which texts besides, as globs of TYPE.FIELD: com.acme.Login.user
     */
    public Scrubber(List<String> also) {
        secrets = new Secrets(also);
    }

    /** Copies what can be read of files, one behind the other. */
    public void copy(List<Path> files, OutputStream to) throws IOException {
        OutputStream buffer = new BufferedOutputStream(to, BUFFER_BYTES);
        WritableByteChannel out = Channels.newChannel(buffer);
        for (Path file : files) {
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                ChunkScan scan = ChunkScan.of(in);
                for (ChunkSpan span : scan.spans()) {
                    copy(file, in, span, out);
                }
                if (scan.strayBytes() > 0) {
                    left.add(file + ": " + scan.strayBytes() + " bytes outside of chunks");
                }
            }
        }
        buffer.flush();
    }

    private void copy(Path file, FileChannel in, ChunkSpan span, WritableByteChannel out) throws IOException {
        String defect = span.defect();
        if (span.isReadable()) {
            ChunkHeader header = span.header();
            MappedByteBuffer bytes = in.map(FileChannel.MapMode.READ_ONLY, header.fileOffset(), header.sizeBytes());
            try {
                Edits edits = ChunkWalk.edits(header, new ChunkBytes(bytes, header.compressedIntegers()), secrets);
                write(bytes, edits.bytes(), out);
                edits.found().forEach((field, count) -> found.merge(field, count, Long::sum));
                copied++;
            } catch (MalformedChunkException e) {
                defect = e.reason();
            }
        }
        if (!defect.isEmpty()) {
            left.add(file + ": chunk " + span.number() + " (" + defect + ")");
        }
    }

    private static void write(ByteBuffer bytes, SortedMap<Integer, byte[]> edits, WritableByteChannel out)
            throws IOException {
        int at = 0;
        for (Map.Entry<Integer, byte[]> edit : edits.entrySet()) {
            int begin = edit.getKey();
            out.write(bytes.slice(at, begin - at));
            out.write(ByteBuffer.wrap(edit.getValue()));
            at = begin + edit.getValue().length;
        }
        out.write(bytes.slice(at, bytes.limit() - at));
    }

    /** How many texts were written over, by TYPE.FIELD. */
    public SortedMap<String, Long> found() {
        return Collections.unmodifiableSortedMap(found);
    }

    /** What was not copied, and why. */
    public List<String> left() {
        return List.copyOf(left);
    }

    /** How many chunks were copied. */
    public int copied() {
        return copied;
    }
}
