// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A directory that only this user can look into, with a name that nobody can guess. */
final class PrivateDirectory implements AutoCloseable {
    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /** Makes one below {@code java.io.tmpdir}; throws if that cannot be written. */
    static PrivateDirectory create() throws IOException {
        return new PrivateDirectory(Files.createTempDirectory(
                "jmemtrace-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** Writes a new file into the directory. */
    Path write(String name, InputStream content) throws IOException {
        Path file = path.resolve(name);
        Files.copy(content, file);
        return file;
    }

    /** Removes the directory and what is in it. Files that are open or mapped stay usable. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
