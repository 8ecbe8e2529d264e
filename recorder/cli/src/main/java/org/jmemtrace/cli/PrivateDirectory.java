// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** A directory that only this user can look into, with a name that nobody can guess, for as long as it is needed. */
record PrivateDirectory(Path path) implements AutoCloseable {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static PrivateDirectory in(Path parent) throws IOException {
        return new PrivateDirectory(Files.createTempDirectory(parent, "jmemtrace-", PRIVATE));
    }

    static PrivateDirectory temporary() throws IOException {
        return new PrivateDirectory(Files.createTempDirectory("jmemtrace-", PRIVATE));
    }

    /** Makes a directory in it, as private. */
    Path makeDirectory(String name) throws IOException {
        return Files.createDirectory(path.resolve(name), PRIVATE);
    }

    /** Removes the directory and all that is in it, without following links. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
