// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmemtrace.profiles.BundledProfiles;

/**
 * The profiles that can be chosen by name: the files in {@code jfc} of the installation, which may have been changed
 * there, and in a build without installation those in the jar.
 */
record Profiles(Path directory) {
    private static final String ENDING = ".jfc";

    List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return BundledProfiles.names();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    /** Opens a profile by its name, or a file by its path, which ends in {@code .jfc}. */
    InputStream open(String nameOrFile) throws IOException {
        if (nameOrFile.endsWith(ENDING)) {
            Path file = Path.of(nameOrFile);
            if (!Files.isRegularFile(file)) {
                throw UserException.usage(
                        nameOrFile + ": no such file",
                        "A profile is named without ending (calls), or by the path of a file",
                        "See what there is with: record profiles list");
            }
            return Files.newInputStream(file);
        }
        if (!names().contains(nameOrFile)) {
            throw UserException.usage(
                    "there is no profile " + nameOrFile,
                    "There is: " + String.join(", ", names()),
                    "A file of your own is named with its ending: ./" + nameOrFile + ENDING);
        }
        return Files.isDirectory(directory)
                ? Files.newInputStream(directory.resolve(nameOrFile + ENDING))
                : BundledProfiles.open(nameOrFile);
    }

    Profile read(String nameOrFile) throws IOException {
        try (InputStream jfc = open(nameOrFile)) {
            return Profile.parse(nameOrFile, jfc);
        }
    }
}
