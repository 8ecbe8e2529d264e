// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@link Attended} in a JVM of its own. */
final class TargetProgram implements AutoCloseable {
    private static final long SECONDS = 60;

    private final Process process;
    private final Path errors;
    private final BufferedReader answers;
    private final long pid;

    private TargetProgram(Process process, Path errors, long pid) {
        this.process = process;
        this.errors = errors;
        this.pid = pid;
        answers = process.inputReader(UTF_8);
    }

    /** The Java installations on this machine that a recording can be made on. */
    static List<JavaRuntime> javas() {
        return JavaInstallations.find().stream()
                .filter(java -> java.feature() >= JavaRuntime.OLDEST_FEATURE)
                .filter(java -> Files.isExecutable(java(java)))
                .toList();
    }

    static Path java(JavaRuntime java) {
        return java.home().resolve("bin/java");
    }

    /** Starts it, and waits until it answers. */
    static TargetProgram start(Path java, Path directory, String... options) throws IOException {
        return start(List.of(), java, directory, options);
    }

    /** The same behind another command, which takes the rest of its line for what to run. */
    static TargetProgram start(List<String> before, Path java, Path directory, String... options) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(java.toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Xmx64m", "-Xshare:auto", "-cp", RecordProcess.classPath(), Attended.class.getName()));
        Path errors = directory.resolve("target-" + System.nanoTime());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        TargetProgram program = new TargetProgram(process, errors, process.pid());
        program.ask("arrays 50"); // its classes are loaded, and no recording counts these
        return program;
    }

    /** Has it do something and waits until it has. */
    String ask(String command) throws IOException {
        tell(command);
        String answer = answers.readLine();
        if (answer == null) {
            throw new AssertionError("the program ended: " + errors());
        }
        return answer;
    }

    /** Has it do something that has no answer. */
    void tell(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    long pid() {
        return pid;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no end after " + SECONDS + " s");
        }
        return process.exitValue();
    }

    /** All that it has said on standard error. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /** What it has open, by the targets of its descriptors. */
    List<String> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.flatMap(TargetProgram::target).sorted().toList();
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return Stream.of();
        }
    }

    /** Names of its threads, as far as the kernel keeps them: 15 characters. */
    List<String> threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.flatMap(task -> ProcFile.text(task + "/comm").stream())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
