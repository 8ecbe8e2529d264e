// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code record} as a process of its own, with the packed agent in a home made for the test. */
final class RecordProcess {
    private static final Path JAVA = Analyzer.ownJava();

    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    RecordProcess(Path directory) throws IOException {
        this.directory = directory;
        Path lib = Files.createDirectories(directory.resolve("home/lib"));
        Path agent = Path.of(System.getProperty("agent.jar"));
        Files.copy(agent, lib.resolve("jmemtrace-agent.jar"));
    }

    /** A command that runs {@link Victim}. */
    static List<String> victim(String way) {
        return List.of(JAVA.toString(), "-Xshare:auto", "-cp", classPath(), Victim.class.getName(), way);
    }

    Process start(List<String> arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** The same behind another command, which takes the rest of its line for what to run. */
    Process start(List<String> before, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djmemtrace.home=" + directory.resolve("home"),
                "-cp",
                classPath(),
                Record.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(stderr().toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Ends what a failed test has left running. */
    void end() {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Starts {@code record run} for the victim, which writes to {@code output}. */
    Process run(String output, List<String> command) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--include", Victim.class.getName(), "-o", output, "--"));
        arguments.addAll(command);
        return start(arguments);
    }

    private Path stderr() {
        return directory.resolve("stderr");
    }

    String errors() throws IOException {
        return Files.readString(stderr());
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
