// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds what a command name runs, as the operating system does: with a slash a path, else along the PATH. */
final class Executable {
    private Executable() {}

    static Optional<Path> find(String command) {
        if (command.indexOf('/') >= 0) {
            return Optional.of(Path.of(command)).filter(Executable::isProgram);
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(":"))
                .map(directory -> Path.of(directory.isEmpty() ? "." : directory).resolve(command))
                .filter(Executable::isProgram)
                .findFirst();
    }

    /** As {@link #find}, for a command that is about to be started. */
    static Path require(String command) {
        return find(command).orElseThrow(() -> {
            boolean exists = command.indexOf('/') >= 0 && Files.exists(Path.of(command));
            return new UserException(
                    exists ? ExitCode.CANNOT_RUN : ExitCode.NOT_FOUND,
                    command + " cannot be run",
                    exists ? "It is no file that may be executed" : "There is no such program",
                    "The command comes last, after the options of record: record run -- java -jar app.jar");
        });
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
