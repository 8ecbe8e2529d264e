// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of the installation: {@code lib/jmemtrace-agent.jar}, {@code lib/analyze}, {@code jfc}, {@code bin}. */
record Home(Path directory) {
    private static final String PROPERTY = "jmemtrace.home";

    /** The one that the launcher names. */
    static Home ofLauncher() {
        String directory = System.getProperty(PROPERTY, "");
        if (directory.isEmpty()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the installation is not known",
                    "The system property " + PROPERTY + ", which the launcher sets, is missing",
                    "Start bin/record of the installation, or recorder/bin/record of the sources");
        }
        return new Home(Path.of(directory).toAbsolutePath().normalize());
    }

    Path agentJar() {
        return existing(directory.resolve("lib").resolve("jmemtrace-agent.jar"));
    }

    /** Class path of the analyzer, as the java launcher expands it. */
    String analyzerClassPath() {
        return existing(directory.resolve("lib").resolve("analyze")) + "/*";
    }

    /** Profiles as files, which an administrator may have changed. */
    Path profiles() {
        return directory.resolve("jfc");
    }

    /** How a user calls the analyzer: by its name where the PATH knows it. */
    String analyzeCommand() {
        Path launcher = directory.resolve("bin").resolve("analyze");
        return Executable.find("analyze").isPresent() || !Files.isExecutable(launcher)
                ? "analyze"
                : Printable.shellWord(launcher.toString());
    }

    private static Path existing(Path file) {
        if (!Files.exists(file)) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the installation is not complete",
                    file + " is missing",
                    "Unpack jmemtrace.tar.gz again, or build the sources with: mvn package");
        }
        return file;
    }
}
