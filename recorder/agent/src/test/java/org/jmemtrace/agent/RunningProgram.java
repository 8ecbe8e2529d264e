// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import com.acme.OnCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@link OnCommand} in a JVM of its own, with recordings started and stopped from outside as users do: by jcmd. */
final class RunningProgram implements AutoCloseable {
    private static final long SECONDS = 90;

    private final Path jcmd;
    private final Path directory;
    private final Process process;
    private final BufferedReader answers;

    private RunningProgram(Path jcmd, Path directory, Process process) {
        this.jcmd = jcmd;
        this.directory = directory;
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param directory for its recordings and its standard error
     */
    static RunningProgram start(ChildJvm jvm, Path directory) throws IOException {
        Process process = jvm.start(OnCommand.class.getName(), directory.resolve("errors.txt"));
        return new RunningProgram(jvm.home().resolve("bin").resolve("jcmd"), directory, process);
    }

    /** Has the program do something and waits until it is done. */
    String ask(String command) throws Exception {
        process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return CompletableFuture.supplyAsync(this::line).get(SECONDS, TimeUnit.SECONDS);
    }

    private String line() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("the program ended: " + errors());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a recording of calls; returns when the classes are woven. */
    void record(String name, String include) throws Exception {
        record(name, ChildJvm.PROFILE, "include=" + include);
    }

    /** The same with any profile and settings. */
    void record(String name, Path profile, String... settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "JFR.start", "name=" + name, "settings=" + profile, "filename=" + directory.resolve(name + ".jfr")));
        command.addAll(List.of(settings));
        String said = jcmd(command.toArray(new String[0]));
        if (!said.contains("Started recording")) {
            throw new AssertionError(said);
        }
    }

    /** Stops it and reads it. */
    RecordedCalls stop(String name) throws Exception {
        String said = jcmd("JFR.stop", "name=" + name);
        if (!said.contains("Stopped recording")) {
            throw new AssertionError(said);
        }
        return RecordedCalls.read(directory.resolve(name + ".jfr"));
    }

    private String jcmd(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(jcmd.toString(), Long.toString(process.pid())));
        command.addAll(List.of(arguments));
        Path output = directory.resolve("jcmd.txt");
        Process running = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!running.waitFor(SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new AssertionError("no end after " + SECONDS + " s: " + command);
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** What the process has open, by the targets of its descriptors. */
    List<String> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(proc("fd"))) {
            return descriptors.flatMap(RunningProgram::target).sorted().toList();
        }
    }

    private static Stream<String> target(Path descriptor) {
        try {
            return Stream.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return Stream.of();
        }
    }

    /** What is mapped into the process, by name. */
    List<String> mapped() throws IOException {
        return Files.readAllLines(proc("maps"), StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.replaceFirst("^(\\S+\\s+){5}", ""))
                .toList();
    }

    /** Names of its threads, as far as the kernel keeps them: 15 characters. */
    List<String> threads() throws IOException {
        try (Stream<Path> tasks = Files.list(proc("task"))) {
            return tasks.flatMap(task -> read(task.resolve("comm"))).sorted().toList();
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return Stream.of(Files.readString(file, StandardCharsets.ISO_8859_1).trim());
        } catch (IOException endedMeanwhile) {
            return Stream.of();
        }
    }

    private Path proc(String name) {
        return Path.of("/proc", Long.toString(process.pid()), name);
    }

    /** All that the program has said on standard error. */
    String errors() throws IOException {
        return Files.readString(directory.resolve("errors.txt"), StandardCharsets.UTF_8);
    }

    /** Ends its input, which ends the program; the exit code. */
    int end() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no end after " + SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
