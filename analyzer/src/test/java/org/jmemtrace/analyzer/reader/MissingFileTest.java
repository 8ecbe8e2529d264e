// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingFileTest {
    @TempDir
    private Path directory;

    @Test
    void of_nameWithTwoLettersSwapped_isGuessed() throws Exception {
        Files.createFile(directory.resolve("checkout.jfr"));
        Files.createFile(directory.resolve("other.jfr"));
        Files.createFile(directory.resolve("notes.txt"));
        Path wrong = directory.resolve("checkuot.jfr");
        assertThat(MissingFile.of(wrong).lines())
                .containsExactly(
                        wrong + ": no such file",
                        "In that directory: checkout.jfr, other.jfr",
                        "Did you mean: analyze " + directory.resolve("checkout.jfr"));
    }

    @Test
    void of_directoryWithoutRecordings_saysHowToMakeOne() {
        assertThat(MissingFile.of(directory.resolve("x.jfr")).lines().get(2)).startsWith("Make one: record run");
    }

    @Test
    void of_directoryMissingToo_saysSo() {
        Path wrong = directory.resolve("no").resolve("x.jfr");
        assertThat(MissingFile.of(wrong).lines().get(1)).contains("no directory");
    }

    @Test
    void distance_ofTypicalSlips_isOne() {
        assertThat(MissingFile.distance("abc", "abc")).isZero();
        assertThat(MissingFile.distance("abc", "acb")).isEqualTo(1);
        assertThat(MissingFile.distance("abc", "ab")).isEqualTo(1);
        assertThat(MissingFile.distance("abc", "abxc")).isEqualTo(1);
        assertThat(MissingFile.distance("", "abc")).isEqualTo(3);
    }
}
