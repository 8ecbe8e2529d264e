// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that samples are to go to, by absolute path.
 *
 * @param replace whether older ones may go
 */
record SampleFiles(Optional<Path> json, Optional<Path> csv, Optional<Path> recording, boolean replace) {
    SampleFiles {
        json = json.map(SampleFiles::whole);
        csv = csv.map(SampleFiles::whole);
        recording = recording.map(SampleFiles::whole);
    }

    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }

    List<Path> all() {
        return Stream.of(json, csv, recording).flatMap(Optional::stream).toList();
    }

    List<Path> ofLines() {
        return Stream.of(json, csv).flatMap(Optional::stream).toList();
    }

    /** Throws for what would lose a file, before anything is made. */
    void requireFree() {
        Set<Path> seen = new HashSet<>();
        for (Path file : all()) {
            boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (!seen.add(file)) {
                throw UserException.usage(
                        file + " is to be two files", "Each form needs one of its own", "Choose another name");
            }
            if (exists && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw UserException.usage(
                        file + " is no file", "It is a directory, a link or a device", "Choose another name");
            }
            if (exists && !replace) {
                throw UserException.usage(
                        file + " exists",
                        "It is kept, and nothing was started",
                        "Replace it with -f, or choose another name");
            }
        }
    }
}
