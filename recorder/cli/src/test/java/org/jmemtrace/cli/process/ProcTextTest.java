// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcTextTest {
    private final ProcText text = new ProcText();

    @Test
    void number_wordsInAnyOrder_areFoundAtLineBegins() {
        text.set("Name:\tVmRSS: 5\nVmRSS:\t    1764 kB\nThreads:\t3\nLast:\t9".getBytes(UTF_8));

        assertThat(number("Name:")).isEmpty();
        assertThat(number("VmRSS:")).hasValue(1764);
        assertThat(number("Last:")).hasValue(9);
        assertThat(number("Absent:")).isEmpty();
        text.seek(0);
        assertThat(number("Threads:")).hasValue(3);
    }

    @Test
    void number_largerThanLong_isTheLargest() {
        text.set("18446744073709551615 7".getBytes(UTF_8));

        assertThat(text.number()).hasValue(Long.MAX_VALUE);
        assertThat(text.number()).hasValue(7);
        assertThat(text.number()).isEmpty();
    }

    @Test
    void read_longFile_isWhole(@TempDir Path directory) throws Exception {
        String line = "x".repeat(99) + "\n";
        Path file = Files.writeString(directory.resolve("f"), line.repeat(5_000));

        assertThat(text.read(file.toString())).isTrue();
        assertThat(text.length()).isEqualTo(500_000);
        assertThat(text.text(499_900, 500_000)).isEqualTo(line);
    }

    @Test
    void read_missingFileOrDirectory_isFalseAndEmpty(@TempDir Path directory) {
        text.set("old 1".getBytes(UTF_8));

        assertThat(text.read(directory.resolve("none").toString())).isFalse();
        assertThat(text.length()).isZero();
        assertThat(number("old")).isEmpty();
        assertThat(text.read(directory.toString())).isFalse();
    }

    private OptionalLong number(String word) {
        return text.number(ProcText.word(word));
    }
}
