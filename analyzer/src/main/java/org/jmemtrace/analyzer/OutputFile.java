// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes a file whole or not at all: to a temporary one beside it, which is then renamed. */
final class OutputFile {
    /** What writes the content. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private OutputFile() {}

    /** Says no to a target that exists, unless it may be replaced, and to one that is a directory. */
    static void check(Path file, boolean force) throws UserException {
        if (Files.isDirectory(file)) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            file + " is a directory",
                            "The report goes to a single file.",
                            "Name a file: -o " + file.resolve("report.txt")));
        }
        if (Files.exists(file) && !force) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            file + " exists, not overwritten (use -f)",
                            "A report replaces a file only if told to.",
                            "Add -f, or name another file: -o FILE"));
        }
    }

    /**
     * Writes the file.
     *
     * @param force replaces a file that exists
     */
    static void write(Path file, boolean force, Content content) throws UserException {
        check(file, force);
        Path target = file.toAbsolutePath();
        try {
            Path temporary = Files.createTempFile(target.getParent(), ".analyze", ".tmp");
            temporary.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(temporary)) {
                content.writeTo(out);
            }
            rename(temporary, target);
        } catch (IOException e) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            file + " cannot be written",
                            "The operating system says: " + e,
                            "Name another file: -o FILE"));
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
