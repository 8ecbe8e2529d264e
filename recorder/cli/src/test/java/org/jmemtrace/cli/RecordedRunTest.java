// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that start no JVM: what is left is to be seen without an agent. */
class RecordedRunTest {
    @TempDir
    private Path directory;

    private final Captured captured = new Captured();
    private Path output;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(directory.resolve("home/lib"));
        Files.createFile(directory.resolve("home/lib/jmemtrace-agent.jar"));
        output = directory.resolve("made/for/it");
    }

    @Test
    void run_command_givesItsExitCode() {
        assertThat(run("r.jfr", "sh", "-c", "exit 7").exitCode()).isEqualTo(7);
    }

    @Test
    void run_commandEndedBySignal_gives128AndTheSignal() {
        assertThat(run("r.jfr", "sh", "-c", "kill -9 $$").exitCode()).isEqualTo(128 + 9);
    }

    @Test
    void run_noJvm_saysSoAndLeavesNothingBehind() throws IOException {
        run("r.jfr", "sh", "-c", "exit 7");

        assertThat(captured.err())
                .contains("sh is not java", "Picked up JAVA_TOOL_OPTIONS")
                .contains("nothing was recorded", "(exit code 7)");
        try (Stream<Path> left = Files.list(output)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void run_command_findsTheOptionsInItsEnvironment() throws IOException {
        Path seen = directory.resolve("seen");

        run("r.jfr", "sh", "-c", "echo \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");

        assertThat(seen).content().contains("-javaagent:" + directory.resolve("home/lib/jmemtrace-agent.jar"));
    }

    @Test
    void run_existingFile_isRefusedBeforeTheCommandRuns() throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("r.jfr"), "older");
        Path trace = directory.resolve("trace");
        RecordedRun run = new RecordedRun(
                new Home(directory.resolve("home")),
                List.of(java("touch '" + trace + "'")),
                "calls",
                new TreeMap<>(),
                new OutputName(output, "r.jfr"),
                false);

        assertThatThrownBy(() -> run.run(captured.terminal())).isInstanceOfSatisfying(UserException.class, refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(refused.text().lines()).hasSize(3);
            assertThat(refused.text()).contains("r.jfr exists", "-f");
        });
        assertThat(trace).doesNotExist();
        assertThat(output.resolve("r.jfr")).hasContent("older");
    }

    @Test
    void run_noSuchCommand_isNotFound() {
        assertThatThrownBy(() -> run("r.jfr", "no-such-command"))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_FOUND));
    }

    @Test
    void run_fileThatIsNoProgram_cannotBeRun() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "text");

        assertThatThrownBy(() -> run("r.jfr", text.toString()))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.CANNOT_RUN));
    }

    @Test
    void run_javaTooOldOrWithoutFlightRecorder_isRefusedWithTheReason() throws IOException {
        String java = java("exit 0");

        release("JAVA_VERSION=\"11.0.2\"");
        assertThatThrownBy(() -> run("r.jfr", java)).hasMessage("java 11.0.2 cannot be recorded");
        release("JAVA_VERSION=\"21\"\nMODULES=\"java.base java.instrument\"");
        assertThatThrownBy(() -> run("r.jfr", java))
                .isInstanceOfSatisfying(
                        UserException.class,
                        refused -> assertThat(refused.text()).contains("without the module jdk.jfr"));
    }

    /** Makes a launcher of that name out of a shell script. */
    private String java(String script) throws IOException {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java.toString();
    }

    private void release(String text) throws IOException {
        Files.writeString(directory.resolve("jdk/release"), text);
    }

    private RecordedRun.Result run(String name, String... command) {
        return new RecordedRun(
                        new Home(directory.resolve("home")),
                        List.of(command),
                        "calls",
                        new TreeMap<>(),
                        new OutputName(output, name),
                        false)
                .run(captured.terminal());
    }
}
