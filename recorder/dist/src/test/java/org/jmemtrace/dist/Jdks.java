// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dist;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The JDKs to test with: the one that runs the tests, and JDK 25 where JAVA25_HOME or /usr/lib/jvm has one. */
final class Jdks {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private Jdks() {}

    static List<Path> all() throws IOException {
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(Path.of(System.getProperty("java.home")).toRealPath());
        String named = System.getenv("JAVA25_HOME");
        if (named != null) {
            homes.add(Path.of(named).toRealPath());
        } else if (Files.isDirectory(INSTALLED)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, Jdks::isJdk25)) {
                for (Path home : found) {
                    homes.add(home.toRealPath());
                }
            }
        }
        return List.copyOf(homes);
    }

    private static boolean isJdk25(Path home) throws IOException {
        Path release = home.resolve("release");
        return Files.isExecutable(home.resolve("bin/javac"))
                && Files.isReadable(release)
                && Files.readString(release).contains("JAVA_VERSION=\"25");
    }
}
