// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the sources of classes below some directories. What a recording names is data: a name that leads elsewhere is
 * not followed.
 */
public final class SourceFiles {
    private static final Pattern NAME = Pattern.compile("[\\p{javaJavaIdentifierPart}.-]+");

    /** More is no source that anybody wrote. */
    private static final long MOST_BYTES = 16 << 20; // 16 MiB

    /** The lines of a file, and where it is. */
    record Found(Path file, List<String> lines) {}

    private final List<Path> directories;

    public SourceFiles(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /**
     * The lines of a class's source.
     *
     * @param className binary name; its package is the directory
     * @param fileName as the class file says
     */
    Optional<Found> read(String className, String fileName) {
        if (!isName(fileName) || !isName(className)) {
            return Optional.empty();
        }
        String inside = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/') + fileName;
        for (Path directory : directories) {
            try {
                Path file = directory.resolve(inside);
                if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    return Optional.of(new Found(file, text.lines().toList()));
                }
            } catch (IOException | InvalidPathException unreadable) {
                // As if it were not there: the figures do not need it.
            }
        }
        return Optional.empty();
    }

    /** Whether all between dots is a word: an empty one would lead up, or to the root. */
    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.startsWith(".") && !text.contains("..");
    }

    @Override
    public String toString() {
        return directories.stream()
                .map(Path::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("nowhere");
    }
}
