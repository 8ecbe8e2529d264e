// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the tests, run in a JVM of its own with the packed agent and a recording of calls. */
record RecordedRun(Path recording, List<String> output) {
    private static final Path AGENT = Path.of("target", "jmemtrace-agent.jar").toAbsolutePath();
    private static final Path PROFILES =
            Path.of("..", "..", "jfc-profiles").toAbsolutePath().normalize();
    private static final long SECONDS = 120;

    /**
     * Runs a program to its end, which must be a good one.
     *
     * @param settings further settings of the recording, as {@code include=com.acme.**}
     */
    static RecordedRun of(
            Path javaHome, Path directory, String settings, List<String> jvmOptions, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-cp", Path.of("target", "test-classes").toAbsolutePath().toString(), main.getName()));
        command.addAll(List.of(arguments));
        return of(javaHome, directory, "calls.jfc", settings, jvmOptions, command);
    }

    /**
     * As the other one, with any profile and class path.
     *
     * @param program class path, main class and arguments
     */
    static RecordedRun of(
            Path javaHome,
            Path directory,
            String profile,
            String settings,
            List<String> jvmOptions,
            List<String> program)
            throws IOException, InterruptedException {
        Path recording = directory.resolve("recording.jfr");
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.add("-javaagent:" + AGENT);
        command.add("-Xlog:jfr+startup=error");
        command.add("-XX:StartFlightRecording:settings=" + PROFILES.resolve(profile) + ",filename=" + recording + ","
                + settings);
        command.addAll(jvmOptions);
        command.addAll(program);
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(output.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + SECONDS + " s: " + command);
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            throw new AssertionError("exit code " + process.exitValue() + " of " + command + "\n" + text);
        }
        return new RecordedRun(recording, text.lines().toList());
    }

    RecordedCalls calls() throws IOException {
        return RecordedCalls.read(recording);
    }
}
