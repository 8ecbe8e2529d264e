// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    private final Amounts amounts = new Amounts(false);

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "96, 96 B",
        "1023, 1023 B",
        "1024, 1.00 KiB",
        "10229, 9.99 KiB",
        "10239, 10.0 KiB",
        "102399, 100 KiB",
        "1048063, 1023 KiB",
        "1048064, 1.00 MiB",
        "67108864, 64.0 MiB",
        "2297846989, 2.14 GiB",
        "-1536, -1.50 KiB",
        "9223372036854775807, 8.00 EiB",
        "-9223372036854775808, -8.00 EiB"
    })
    void bytes_anyAmount_hasThreeDigitsAndAUnit(long bytes, String text) {
        assertThat(amounts.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void bytes_exact_hasAllDigits() {
        assertThat(new Amounts(true).bytes(67_108_864)).isEqualTo("67,108,864");
    }

    @Test
    void fromTo_sameUnit_namesItOnce() {
        assertThat(amounts.fromTo(1_492_000_000L, 3_790_000_000L)).isEqualTo("1.39 -> 3.53 GiB");
        assertThat(amounts.fromTo(900L << 20, 1200L << 20)).isEqualTo("900 MiB -> 1.17 GiB");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, -", "1, 1000, <1%", "0, 1000, 0%", "5, 1000, 1%", "1, 3, 33%", "1000, 1000, 100%"})
    void percent_anyShare_isWholeOrSmall(long part, long whole, String text) {
        assertThat(Amounts.percent(part, whole)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "850000000, 850 ms",
        "1000000000, 1.0 s",
        "59990000000, 59.9 s",
        "60000000000, 1m00s",
        "1920000000000, 32m00s",
        "7500000000000, 2h05m"
    })
    void duration_anyTime_isShort(long nanos, String text) {
        assertThat(Amounts.duration(nanos)).isEqualTo(text);
    }
}
