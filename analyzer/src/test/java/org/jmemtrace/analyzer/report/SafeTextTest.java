// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void of_plainNames_areLeftAlone() {
        assertThat(SafeText.of("com.acme.Größe.λ$1")).isEqualTo("com.acme.Größe.λ$1");
    }

    @Test
    void of_controlsAndMarks_areEscaped() {
        for (int c : new int[] {0, 7, 8, '\n', '\r', 0x1b, 0x7f, 0x9b, 0x202e, 0x2066, 0x2028, 0x2029, 0xfeff}) {
            assertThat(SafeText.of("a" + (char) c + "b")).isEqualTo(String.format("a\\u%04xb", c));
        }
    }

    @Test
    void of_loneSurrogate_isEscaped() {
        assertThat(SafeText.of("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(SafeText.of("a\ud83d\ude00")).isEqualTo("a\ud83d\ude00");
    }

    @Test
    void of_ascii_escapesAllOtherLetters() {
        assertThat(SafeText.of("Größe \ud83d\ude00", /* ascii= */ true)).isEqualTo("Gr\\u00f6\\u00dfe \\ud83d\\ude00");
    }

    @Test
    void of_endlessName_isCut() {
        assertThat(SafeText.of("x".repeat(100_000))).hasSizeLessThan(2_000).endsWith("...");
    }
}
