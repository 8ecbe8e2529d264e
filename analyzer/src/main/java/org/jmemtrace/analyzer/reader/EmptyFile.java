// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to say about a file of 0 bytes, which a JVM leaves that is killed or halted before it copies its chunks. */
final class EmptyFile {
    /** As the JVM names the directories that it writes chunks to: 2026_11_22_21_26_55_370. */
    private static final Pattern REPOSITORY = Pattern.compile("\\d{4}(_\\d\\d){5}_\\d+");

    private static final long CLOCK_SLACK_MILLIS = 2_000;

    private EmptyFile() {}

    static UnreadableException of(Path file) {
        String what = file + " is empty (0 bytes): the JVM was killed before it wrote it";
        Path parent = file.getParent();
        long begunMillis = file.toFile().lastModified() - CLOCK_SLACK_MILLIS;
        Optional<Path> repository = latestIn(parent == null ? Path.of("") : parent, begunMillis)
                .or(() -> latestIn(Path.of(System.getProperty("java.io.tmpdir")), begunMillis));
        if (repository.isEmpty()) {
            return new UnreadableException(
                    what,
                    "Its data may still be in the JVM's repository, a directory like 2026_11_22_21_26_55_370.",
                    "Run: analyze DIRECTORY");
        }
        return new UnreadableException(
                what, "Its data may be in " + repository.get(), "Run: analyze " + repository.get());
    }

    /** The JVM made the empty file when it began to record: its chunks are written later. */
    private static boolean hasChunkSince(long begunMillis, Path repository) {
        return MissingFile.recordingsIn(repository).stream()
                .anyMatch(chunk -> repository.resolve(chunk).toFile().lastModified() >= begunMillis);
    }

    /** The newest repository that holds a chunk; its name is the instant at which it was made. */
    private static Optional<Path> latestIn(Path directory, long begunMillis) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry ->
                            REPOSITORY.matcher(entry.getFileName().toString()).matches())
                    .filter(entry -> hasChunkSince(begunMillis, entry))
                    .max(Comparator.comparing(entry -> entry.getFileName().toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
