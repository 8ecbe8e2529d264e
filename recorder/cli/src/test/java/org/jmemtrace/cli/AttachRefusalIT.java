// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that cannot be attached to: three lines say why, nothing is left, and the process lives on. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachRefusalIT {
    @TempDir
    private Path directory;

    private RecordHere record;

    @BeforeEach
    void install() throws IOException {
        record = new RecordHere(directory);
    }

    @AfterEach
    void end() {
        record.close();
    }

    /** Asked by the JDK's attach API, this JVM would print all its threads to its standard output. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_whereItIsDisabled_saysSo(JavaRuntime java) throws Exception {
        assertRefused(java, "does not let anybody attach", "-XX:+DisableAttachMechanism", "-XX:-UsePerfData");
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_whereAgentsAreNotTaken_saysSo(JavaRuntime java) throws Exception {
        assertRefused(java, "does not take the agent", "-XX:-EnableDynamicAgentLoading");
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_whereFlightRecorderIsOff_saysSo(JavaRuntime java) throws Exception {
        assertRefused(java, "has no flight recorder", "-XX:-FlightRecorder");
    }

    /** Its release file does not tell, as it does where the module was left out by jlink. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_withoutModuleJfr_stopsWhatItBegan(JavaRuntime java) throws Exception {
        assertRefused(java, "the agent did not start in", "--limit-modules=java.management,jdk.unsupported,java.xml");
    }

    @Test
    void attach_stoppedProcess_saysSoAtOnce() throws Exception {
        try (TargetProgram target = TargetProgram.start(Analyzer.ownJava(), directory)) {
            signal("STOP", target);
            Waiting.until(() ->
                    ProcStatus.of(Long.toString(target.pid())).orElseThrow().state() == 'T');
            assertRefused(target, "is stopped");
            signal("CONT", target);
            assertThat(target.ask("arrays 1")).isEqualTo("done");
        }
    }

    @Test
    void attach_threadOfAProcess_namesTheProcess() throws Exception {
        try (TargetProgram target = TargetProgram.start(Analyzer.ownJava(), directory)) {
            String thread = lastThread(target);

            assertThat(record.run("attach", thread)).isEqualTo(ExitCode.FAILED);
            assertThat(record.errors().lines()).hasSize(3).last().asString().endsWith("attach " + target.pid());
        }
    }

    @Test
    void attach_noJvm_doesNotDisturbIt() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(record.run("attach", sleep.pid())).isEqualTo(ExitCode.FAILED);
            assertThat(record.errors().lines()).hasSize(3);
            assertThat(record.errors()).contains("(sleep) is no Java program");
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroy();
        }
        sleep.waitFor();
        assertThat(record.run("attach", sleep.pid())).isEqualTo(ExitCode.FAILED);
        assertThat(record.errors()).startsWith("record: there is no process " + sleep.pid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"setpriv --reuid=65534 --regid=65534 --clear-groups", "unshare -m sh -c"})
    void attach_otherUserOrFileSystem_saysWhatToDo(String before) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may start such processes");
        boolean otherUser = before.startsWith("setpriv");
        List<String> command = otherUser
                ? List.of(before.split(" "))
                : List.of(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs none '" + directory.resolve("home") + "' && exec \"$@\"",
                        "sh");
        assumeTrue(allowed(command), "no privilege for " + before);
        try (TargetProgram target = TargetProgram.start(command, Analyzer.ownJava(), directory)) {
            assertRefused(target, otherUser ? "belongs to another user" : "does not see our files");
        }
    }

    @Test
    void attach_existingOutput_keepsItUnlessForced() throws Exception {
        Path file = Files.writeString(directory.resolve("r.jfr"), "kept");
        try (TargetProgram target = TargetProgram.start(Analyzer.ownJava(), directory)) {
            assertThat(record.run("attach", "-o", file, target.pid())).isEqualTo(ExitCode.USAGE);
            assertThat(record.errors().lines()).hasSize(3);
            assertThat(file).hasContent("kept");
            assertThat(record.run("attach", "-f", "--duration", "100ms", "-o", file, target.pid()))
                    .isZero();
            assertThat(Files.size(file)).isGreaterThan(1000);
        }
    }

    @Test
    void attach_withoutPid_listsTheProgramWithoutItsArguments() throws Exception {
        try (TargetProgram target = TargetProgram.start(Analyzer.ownJava(), directory)) {
            assertThat(record.run("attach")).isZero();
            assertThat(record.output().lines().map(String::strip))
                    .contains(target.pid() + "  " + Attended.class.getName());
        }
    }

    private void assertRefused(JavaRuntime java, String why, String... options) throws Exception {
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory, options)) {
            assertRefused(target, why);
            assertThat(target.ask("arrays 1"))
                    .as("the next line that it prints")
                    .isEqualTo("done");
            assertThat(target.threads()).noneMatch(name -> name.startsWith("jmemtrace"));
        }
    }

    private void assertRefused(TargetProgram target, String why) throws IOException {
        int exitCode = record.run("attach", "--duration", "100ms", "-o", directory.resolve("r.jfr"), target.pid());

        assertThat(exitCode).as(record.errors()).isEqualTo(ExitCode.FAILED);
        assertThat(record.errors().lines()).hasSize(3);
        assertThat(record.errors()).startsWith("record: ").contains(why);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).noneMatch(file -> file.toString().contains("jmemtrace-") || file.endsWith("r.jfr"));
        }
    }

    private static String lastThread(TargetProgram target) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + target.pid() + "/task"))) {
            return tasks.map(task -> task.getFileName().toString())
                    .filter(task -> !task.equals(Long.toString(target.pid())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void signal(String name, TargetProgram target) throws Exception {
        new ProcessBuilder("kill", "-s", name, Long.toString(target.pid()))
                .start()
                .waitFor();
    }

    private static boolean allowed(List<String> command) throws Exception {
        List<String> trial = Stream.concat(command.stream(), Stream.of("true")).toList();
        return new ProcessBuilder(trial).start().waitFor() == 0;
    }
}
