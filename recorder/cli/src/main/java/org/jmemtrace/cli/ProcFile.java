// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Small files in which Linux tells of itself and of processes. */
final class ProcFile {
    private ProcFile() {}

    /** The text without white space at its ends; empty if there is no such file or it may not be read. */
    static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    static List<String> lines(String file) {
        return text(file).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** What follows a word at the begin of a line. */
    static Optional<String> field(String file, String word) {
        return lines(file).stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).strip())
                .findFirst();
    }
}
