// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The Java installations that the tests run their programs on: the one that runs the tests, and the one whose version is
 * farthest from it, as {@code JAVA25_HOME} names it or as it lies below {@code /usr/lib/jvm}.
 */
public final class Jvms {
    private static final Path RUNNING = Path.of(System.getProperty("java.home"));
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;
    private static final List<Path> HOMES = find();

    private Jvms() {}

    /** The running one first. */
    public static List<Path> homes() {
        return HOMES;
    }

    static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /** As {@code 17} or {@code 25}. */
    static int version(Path home) {
        try (Reader release = Files.newBufferedReader(home.resolve("release"))) {
            Properties properties = new Properties();
            properties.load(release);
            String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Runtime.Version.parse(version).feature();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> find() {
        List<Path> homes = new ArrayList<>(List.of(RUNNING));
        Optional<Path> other = other();
        if (other.isPresent()) {
            homes.add(other.get());
        } else {
            System.err.println("SKIPPED: the tests run on " + RUNNING + " alone, no other Java from " + OLDEST
                    + " on was found. Set JAVA25_HOME to one.");
        }
        return homes;
    }

    private static Optional<Path> other() {
        String named = System.getenv("JAVA25_HOME");
        if (named != null && isOther(Path.of(named))) {
            return Optional.of(Path.of(named));
        }
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> installed = Files.list(INSTALLED)) {
            return installed
                    .filter(Jvms::isOther)
                    .max(Comparator.<Path>comparingInt(home -> Math.abs(version(home) - version(RUNNING)))
                            .thenComparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOther(Path home) {
        return Files.isExecutable(java(home))
                && Files.isReadable(home.resolve("release"))
                && version(home) >= OLDEST
                && version(home) != version(RUNNING);
    }
}
