// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** A directory that only this user can look into. */
final class PrivateDirectory implements AutoCloseable {
    /** Another process can have the same number in another container, and take a name once; hardly so often. */
    private static final int ATTEMPTS = 100;

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes one below {@code java.io.tmpdir}; throws if that cannot be written. What keeps others out are the permissions
     * that it is made with: a name that could not be guessed would take 250 KiB for a SecureRandom.
     */
    static PrivateDirectory create() throws IOException {
        FileAttribute<?> ofThisUserAlone =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        String name = "jmemtrace-" + ProcessHandle.current().pid() + "-";
        for (int attempt = 0; ; attempt++) {
            try {
                return new PrivateDirectory(Files.createDirectory(
                        parent.resolve(name + Long.toHexString(System.nanoTime())), ofThisUserAlone));
            } catch (FileAlreadyExistsException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
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
