// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what the user named to files that begin like a recording. A directory stands for the recordings in it. */
public final class RecordingFiles {
    private static final int HEAD_BYTES = 512;

    private RecordingFiles() {}

    /**
     * The files, in the order of their names.
     *
     * @throws UnreadableException at the first that is missing, or that does not begin as a recording does
     */
    public static List<Path> find(List<String> names) throws UnreadableException {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Path path = pathOf(name);
            if (Files.isDirectory(path)) {
                files.addAll(inDirectory(path));
            } else {
                check(path);
                files.add(path);
            }
        }
        return files;
    }

    /** The file, if it is the only one that was named and holds samples as lines of JSON. */
    static Optional<Path> sampleLines(List<String> names) throws UnreadableException {
        Path path = pathOf(names.get(0));
        return names.size() == 1 && Files.isRegularFile(path) && SampleLines.isBegin(headOf(path))
                ? Optional.of(path)
                : Optional.empty();
    }

    private static Path pathOf(String name) throws UnreadableException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UnreadableException(
                    name + ": not a file name", e.getReason() + ".", "Name a recording: analyze FILE.jfr");
        }
    }

    private static List<Path> inDirectory(Path directory) throws UnreadableException {
        List<Path> files = new ArrayList<>();
        for (String name : MissingFile.recordingsIn(directory)) {
            Path file = directory.resolve(name);
            // A running JVM's repository can hold a chunk of which nothing is written yet.
            if (file.toFile().length() > 0) {
                check(file);
                files.add(file);
            }
        }
        if (files.isEmpty()) {
            throw new UnreadableException(
                    directory + " is a directory without recordings",
                    "No file in it ends in .jfr and holds anything.",
                    "Name a recording: analyze FILE.jfr");
        }
        return files;
    }

    private static void check(Path file) throws UnreadableException {
        if (!Files.exists(file)) {
            throw MissingFile.of(file);
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableException(
                    file + " is not a regular file",
                    "A recording is read more than once, so it cannot come from a pipe or device.",
                    "Save it first: cat " + file + " > rec.jfr");
        }
        byte[] head = headOf(file);
        if (head.length == 0) {
            throw EmptyFile.of(file);
        }
        if (SampleLines.isBegin(head)) {
            throw new UnreadableException(
                    UnreadableException.Kind.CHOICE,
                    file + " holds samples of processes, and is not the only file",
                    "Such samples are not put together with other files.",
                    "Run: analyze " + file);
        }
        Optional<FileKind> kind = FileKind.of(head);
        if (kind.isPresent()) {
            throw new UnreadableException(
                    file + " is " + kind.get().description() + ", not a flight recording",
                    "A recording begins with the letters FLR; this file does not"
                            + (kind.get() == FileKind.OLD_RECORDING ? " go on as newer ones do." : "."),
                    kind.get().nextFor(file.toString()));
        }
    }

    private static byte[] headOf(Path file) throws UnreadableException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static UnreadableException unreadable(Path file, IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return new UnreadableException(
                    file + ": permission denied",
                    "The file belongs to another user, or its mode forbids reading.",
                    "Run analyze as the user that recorded it, or copy the file.");
        }
        return new UnreadableException(
                file + ": cannot be read",
                "The operating system says: " + failure.getMessage(),
                "Copy the file to a local disk and analyze the copy.");
    }
}
