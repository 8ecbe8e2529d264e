// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Java installation, as far as its file {@code release} tells without running it.
 *
 * @param version as in {@code 17.0.15}
 * @param modules names of the modules that its image holds; empty if the file does not say
 */
record JavaRuntime(Path home, String version, String vendor, List<String> modules) {
    /** The agent's class files are of this version. */
    static final int OLDEST_FEATURE = 17;

    JavaRuntime {
        modules = List.copyOf(modules);
    }

    /** The installation that a launcher belongs to; empty if there is none or its file does not say enough. */
    static Optional<JavaRuntime> ofLauncher(Path java) {
        try {
            Path bin = java.toRealPath().getParent();
            return bin == null || bin.getParent() == null ? Optional.empty() : at(bin.getParent());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    static Optional<JavaRuntime> at(Path home) {
        try {
            Map<String, String> facts = new HashMap<>();
            for (String line : Files.readAllLines(home.resolve("release"))) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    facts.put(
                            line.substring(0, equals),
                            line.substring(equals + 1).replace("\"", ""));
                }
            }
            String version = facts.getOrDefault("JAVA_VERSION", "");
            String modules = facts.getOrDefault("MODULES", "");
            return version.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new JavaRuntime(
                            home,
                            version,
                            facts.getOrDefault("IMPLEMENTOR", "unknown vendor"),
                            modules.isEmpty() ? List.of() : List.of(modules.split(" "))));
        } catch (IOException noSuchFile) {
            return Optional.empty();
        }
    }

    /** 17 of {@code 17.0.15}, 8 of {@code 1.8.0_402}; 0 if the text is no version. */
    int feature() {
        String text = version.startsWith("1.") ? version.substring(2) : version;
        String digits = text.replaceFirst("\\D.*", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    /** What recording needs and this image lacks; empty where the file does not say. */
    Optional<String> missingModule() {
        return modules.isEmpty()
                ? Optional.empty()
                : Stream.of("jdk.jfr", "java.instrument")
                        .filter(module -> !modules.contains(module))
                        .findFirst();
    }

    /** Says why this JVM cannot be recorded, before it fails with less of a reason. */
    void requireRecordable() {
        if (feature() != 0 && feature() < OLDEST_FEATURE) {
            throw new UserException(
                    ExitCode.FAILED,
                    "java " + version + " cannot be recorded",
                    home + " is older than Java " + OLDEST_FEATURE,
                    "Run the program with Java " + OLDEST_FEATURE + " or later");
        }
        missingModule().ifPresent(module -> {
            throw new UserException(
                    ExitCode.FAILED,
                    "this java cannot be recorded",
                    home + " was made without the module " + module,
                    "Use a full JDK, or add " + module + " to the modules that jlink is given");
        });
    }
}
