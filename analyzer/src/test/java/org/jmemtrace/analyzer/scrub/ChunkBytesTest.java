// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ChunkBytesTest {
    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.rewind();
    }

    @Test
    void number_compressed_isOfOneToNineBytes() throws Exception {
        ByteBuffer all = bytes(0x7f, 0x80, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x05);
        ChunkBytes numbers = new ChunkBytes(all, /* compressed= */ true);

        assertThat(numbers.long64()).isEqualTo(127);
        assertThat(numbers.long64()).isEqualTo(128);
        assertThat(numbers.long64()).isEqualTo(-1); // the ninth has eight bits
        assertThat(numbers.long64()).isEqualTo(5);
    }

    @Test
    void number_notCompressed_isOfItsWidth() throws Exception {
        ChunkBytes numbers = new ChunkBytes(bytes(0, 0, 1, 2, 0xff, 0xfe), /* compressed= */ false);

        assertThat(numbers.number(Integer.BYTES)).isEqualTo(258);
        assertThat(numbers.number(Short.BYTES)).isEqualTo(0xfffe);
    }

    /** An a, an e with an accent, and a letter of three bytes. */
    @Test
    void stars_ofLetters_areAStarInAsManyBytes() throws Exception {
        ByteBuffer text = bytes(Text.LETTERS, 3, 'a', 0xe9, 0x01, 0xad, 0x9c, 0x01);
        ChunkBytes bytes = new ChunkBytes(text, /* compressed= */ true);
        Text found = bytes.text();
        assertThat(bytes.read(found)).isEqualTo("a\u00e9\u4e2d");

        byte[] stars = bytes.stars(found);
        assertThat(stars).hasSize(6);
        text.position(found.at()).put(stars);
        assertThat(bytes.read(found)).isEqualTo("***");
    }

    @Test
    void stars_ofLettersThatAreNotCompressed_areOfTwoBytes() throws Exception {
        ByteBuffer text = bytes(Text.LETTERS, 0, 0, 0, 2, 0, 'a', 0x4e, 0x2d);
        ChunkBytes bytes = new ChunkBytes(text, /* compressed= */ false);
        Text found = bytes.text();
        assertThat(bytes.read(found)).isEqualTo("a\u4e2d");

        assertThat(bytes.stars(found)).containsExactly(0, '*', 0, '*');
    }

    @Test
    void text_countThatCannotBe_isMalformed() {
        assertThatThrownBy(() -> new ChunkBytes(bytes(Text.UTF_8, 0x7f, 'a'), true).text())
                .isInstanceOf(MalformedChunkException.class);
        assertThatThrownBy(() -> new ChunkBytes(bytes(9), true).text()).isInstanceOf(MalformedChunkException.class);
        assertThatThrownBy(() -> new ChunkBytes(bytes(0x80), true).long64())
                .isInstanceOf(MalformedChunkException.class);
    }
}
