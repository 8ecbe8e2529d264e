// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "24KiB, 24576", "24k, 24576", "24kB, 24000", "1 MiB, 1048576", "2g, 2147483648"})
    void parse_size_inBytes(String text, long bytes) {
        assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5m", "1 TiB", "12345678901"})
    void parse_noSize_isRefused(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(UserException.class);
    }

    @Test
    void toString_amounts_haveThreeDigitsAndUnit() {
        assertThat(new ByteSize(1023)).hasToString("1023 B");
        assertThat(new ByteSize(1536)).hasToString("1.5 KiB");
        assertThat(new ByteSize(200L << 20)).hasToString("200 MiB");
        assertThat(new ByteSize(5000L << 30)).hasToString("5000 GiB");
    }
}
