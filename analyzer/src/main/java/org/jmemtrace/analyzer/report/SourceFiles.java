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
    Optional<List<String>> read(String className, String fileName) {
        if (!NAME.matcher(fileName).matches()
                || fileName.startsWith(".")
                || !NAME.matcher(className).matches()) {
            return Optional.empty();
        }
        String inside = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/') + fileName;
        for (Path directory : directories) {
            try {
                Path file = directory.resolve(inside);
                if (Files.isRegularFile(file)) {
                    byte[] bytes = Files.readAllBytes(file);
                    return Optional.of(
                            new String(bytes, StandardCharsets.UTF_8).lines().toList());
                }
            } catch (IOException | InvalidPathException unreadable) {
                // As if it were not there: the figures do not need it.
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return directories.stream()
                .map(Path::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("nowhere");
    }
}
