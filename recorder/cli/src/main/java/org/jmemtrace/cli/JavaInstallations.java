// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Java installations where package managers and installers put them. */
final class JavaInstallations {
    private JavaInstallations() {}

    /** Newest first, each once though links lead to it. */
    static List<JavaRuntime> find() {
        Map<Path, JavaRuntime> byRealPath = new TreeMap<>();
        String user = System.getProperty("user.home");
        for (String place : List.of("/usr/lib/jvm", "/opt/java", user + "/.sdkman/candidates/java", user + "/.jdks")) {
            for (Path home : subdirectories(Path.of(place))) {
                JavaRuntime.at(home)
                        .ifPresent(java -> realPath(home).ifPresent(real -> byRealPath.putIfAbsent(real, java)));
            }
        }
        return byRealPath.values().stream()
                .sorted(Comparator.comparing(JavaRuntime::feature).reversed())
                .toList();
    }

    private static List<Path> subdirectories(Path place) {
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    private static Optional<Path> realPath(Path home) {
        try {
            return Optional.of(home.toRealPath());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
