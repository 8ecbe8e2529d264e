// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the bytes of a chunk from a position on, which it moves. Numbers are written in 1 to 9 bytes, seven bits
 * in each and the lowest first, or in their full width where the chunk's header says so; the kinds of text are those of
 * the JDK's jdk.jfr.internal.consumer.StringParser.
 */
final class ChunkBytes {
    private static final int MORE = 0x80;
    private static final int MOST_BYTES = 9;

    private final ByteBuffer bytes;
    private final boolean compressed;

    ChunkBytes(ByteBuffer bytes, boolean compressed) {
        this.bytes = bytes;
        this.compressed = compressed;
    }

    int position() {
        return bytes.position();
    }

    void seek(long position) throws MalformedChunkException {
        if (position < 0 || position > bytes.limit()) {
            throw new MalformedChunkException("something lies outside of it");
        }
        bytes.position((int) position);
    }

    void skip(long count) throws MalformedChunkException {
        seek(bytes.position() + count);
    }

    int oneByte() throws MalformedChunkException {
        if (!bytes.hasRemaining()) {
            throw new MalformedChunkException("it breaks off");
        }
        return bytes.get() & 0xff;
    }

    long long64() throws MalformedChunkException {
        return number(Long.BYTES);
    }

    /** How many of something follow, each of a byte at least. */
    int count() throws MalformedChunkException {
        long count = number(Integer.BYTES);
        if (count < 0 || count > bytes.remaining()) {
            throw new MalformedChunkException("a count is larger than the rest of it");
        }
        return (int) count;
    }

    /** A number that has so many bytes if it is not compressed. */
    long number(int width) throws MalformedChunkException {
        long value = 0;
        if (!compressed) {
            for (int i = 0; i < width; i++) {
                value = value << 8 | oneByte();
            }
            return value;
        }
        for (int i = 0; i < MOST_BYTES; i++) {
            int next = oneByte();
            boolean last = i == MOST_BYTES - 1; // which has eight bits
            value |= (long) (last ? next : next & (MORE - 1)) << (7 * i);
            if (last || next < MORE) {
                break;
            }
        }
        return value;
    }

    /** Passes over a text. */
    Text text() throws MalformedChunkException {
        int kind = oneByte();
        int at = position();
        long constant = 0;
        switch (kind) {
            case Text.NONE, Text.EMPTY -> {}
            case Text.CONSTANT -> constant = long64();
            case Text.UTF_8, Text.LATIN_1 -> {
                int length = count();
                at = position();
                skip(length);
            }
            case Text.LETTERS -> {
                int letters = count();
                at = position();
                for (int i = 0; i < letters; i++) {
                    number(Character.BYTES);
                }
            }
            default -> throw new MalformedChunkException("a text is of unknown kind");
        }
        return new Text(kind, at, position(), constant);
    }

    /** What a text says, except for one that stands in the pool. */
    String read(Text text) throws MalformedChunkException {
        int behind = position();
        seek(text.at());
        StringBuilder letters = new StringBuilder();
        if (text.kind() == Text.LETTERS) {
            while (position() < text.end()) {
                letters.append((char) number(Character.BYTES));
            }
        } else if (text.kind() == Text.UTF_8 || text.kind() == Text.LATIN_1) {
            byte[] copy = new byte[text.end() - text.at()];
            bytes.get(copy);
            letters.append(
                    new String(copy, text.kind() == Text.UTF_8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
        }
        seek(behind);
        return letters.toString();
    }

    /** As many bytes as a text has, with a star for each byte or letter. */
    byte[] stars(Text text) throws MalformedChunkException {
        byte[] stars = new byte[text.end() - text.at()];
        Arrays.fill(stars, (byte) '*');
        if (text.kind() == Text.LETTERS) {
            int behind = position();
            seek(text.at());
            while (position() < text.end()) {
                int from = position() - text.at();
                number(Character.BYTES);
                star(stars, from, position() - text.at());
            }
            seek(behind);
        }
        return stars;
    }

    /** One letter, in as many bytes as another had. */
    private void star(byte[] stars, int from, int to) {
        Arrays.fill(stars, from, to, (byte) (compressed ? MORE : 0));
        stars[to - 1] = 0;
        stars[compressed ? from : to - 1] = (byte) (compressed && to - from > 1 ? MORE | '*' : '*');
    }
}
