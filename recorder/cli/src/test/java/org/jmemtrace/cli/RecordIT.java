// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command with the real agent and real child processes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecordIT {
    @TempDir
    private Path directory;

    private RecordProcess record;

    @BeforeEach
    void install() throws IOException {
        record = new RecordProcess(directory);
    }

    @AfterEach
    void end() {
        record.end();
    }

    @Test
    void run_program_keepsExitCodeAndOutputAndRecordsItsMethods() throws Exception {
        Process run = record.run("r.jfr", RecordProcess.victim("exit"));

        assertThat(run.getInputStream().readAllBytes()).isEmpty();
        assertThat(run.waitFor()).isEqualTo(7);
        Path file = directory.resolve("r.jfr");
        assertThat(methods(file)).contains("main", "allocate");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(record.errors().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("record: "))
                .anyMatch(line -> line.contains("analyze ") && line.endsWith("r.jfr"));
        assertThat(files()).containsExactly("home", "r.jfr", "stderr");
    }

    @Test
    void run_profileProcess_recordsSamplesAndWeavesNothing() throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("run", "-p", "process", "--interval", "100ms", "-o", "r.jfr", "--"));
        arguments.addAll(RecordProcess.victim("exit"));

        assertThat(record.start(arguments).waitFor()).as(record.errors()).isEqualTo(7);
        Set<String> types = RecordingFile.readAllEvents(directory.resolve("r.jfr")).stream()
                .map(event -> event.getEventType().getName())
                .collect(Collectors.toSet());
        assertThat(types)
                .contains("jmemtrace.ProcessSample", "jmemtrace.ThreadSample", "jmemtrace.RecorderStatus")
                .doesNotContain("jmemtrace.CallNode", "jmemtrace.CallRss", "jmemtrace.Site");
    }

    @Test
    void run_profileProcessWithInclude_saysThatItHasNoEffect() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "-p", "process", "--include", "com.acme.**", "--"));
        arguments.addAll(RecordProcess.victim("exit"));

        assertThat(record.start(arguments).waitFor()).isEqualTo(2);
        assertThat(record.errors()).contains("--include has no effect with process");
    }

    @Test
    void run_program_givesItItsInput() throws Exception {
        Process run = record.run("r.jfr", RecordProcess.victim("echo"));
        run.getOutputStream().write("in\n".getBytes(UTF_8));
        run.getOutputStream().close();

        assertThat(run.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("in\n");
        assertThat(run.waitFor()).isZero();
    }

    @Test
    void run_nameWithBlanksCommasAndQuotes_isWritten() throws Exception {
        assertThat(record.run("a b,c/it's.jfr", RecordProcess.victim("exit")).waitFor())
                .isEqualTo(7);

        assertThat(methods(directory.resolve("a b,c/it's.jfr"))).contains("allocate");
        assertThat(record.errors()).contains("it'\\''s.jfr'");
    }

    @Test
    void run_programThatHalts_savesWhatWasFlushed() throws Exception {
        assertThat(record.run("r.jfr", RecordProcess.victim("halt")).waitFor()).isEqualTo(100);

        assertThat(methods(directory.resolve("r.jfr"))).contains("allocate");
        assertThat(record.errors()).contains("ended without writing its recording");
        assertThat(files()).containsExactly("home", "r.jfr", "stderr");
    }

    @Test
    void run_programKilled_savesWhatWasFlushedAndGives137() throws Exception {
        Process run = record.run("r.jfr", RecordProcess.victim("signal"));
        long pid = pidOf(run.inputReader(UTF_8));
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        assertThat(run.waitFor()).isEqualTo(128 + 9);
        assertThat(methods(directory.resolve("r.jfr"))).contains("allocate");
    }

    @Test
    void run_terminated_passesItOnAndWaitsForTheRecording() throws Exception {
        Process run = record.run("r.jfr", RecordProcess.victim("signal"));
        BufferedReader output = run.inputReader(UTF_8);
        pidOf(output);
        run.toHandle().destroy(); // Process.destroy would also close its output

        assertThat(output.readLine()).isEqualTo("hook");
        assertThat(run.waitFor()).isEqualTo(128 + 15);
        assertThat(eventTypes(directory.resolve("r.jfr"))).contains("jdk.Shutdown", "jmemtrace.RecorderStatus");
        assertThat(record.errors()).doesNotContain("without writing");
    }

    @Test
    void run_shellThatStartsTwoJvms_recordsEach() throws Exception {
        String script =
                RecordProcess.victim("exit").stream().map(Printable::shellWord).collect(Collectors.joining(" "));

        assertThat(record.run(
                                "r.jfr",
                                List.of(
                                        "sh",
                                        "-c",
                                        "sleep 60 & " + script + "; " + script + "; rc=$?; kill $!; exit $rc"))
                        .waitFor())
                .isEqualTo(7);

        List<String> recordings =
                files().stream().filter(file -> file.endsWith(".jfr")).toList();
        assertThat(recordings).hasSize(2).allMatch(file -> file.matches("r-\\d+\\.jfr"));
        for (String recording : recordings) {
            assertThat(methods(directory.resolve(recording))).contains("allocate");
            assertThat(sampled(directory.resolve(recording)))
                    .as("the shell, and what it has started beside the JVM")
                    .containsExactlyInAnyOrder("sh", "sleep", "java");
        }
    }

    private static Set<String> sampled(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.ProcessSample"))
                .map(event -> event.getString("name"))
                .collect(Collectors.toSet());
    }

    @Test
    void doctor_onThisMachine_findsTheAllocationCounterExact() throws Exception {
        Process doctor = record.start(List.of("doctor"));

        String findings = new String(doctor.getInputStream().readAllBytes(), UTF_8);
        assertThat(doctor.waitFor()).as(findings).isZero();
        assertThat(findings)
                .containsPattern("ok +allocated counter +exact")
                .containsPattern("ok +allocation +4.0 MiB came out as (\\d+) of \\1 bytes")
                .contains("Recording works.");
    }

    @Test
    void doctor_ofAProcessThatIsNoJvm_doesNotDisturbIt() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            Process doctor = record.start(List.of("doctor", Long.toString(sleep.pid())));

            assertThat(new String(doctor.getInputStream().readAllBytes(), UTF_8))
                    .containsPattern("miss +process \\d+ +sleep is no Java program");
            assertThat(doctor.waitFor()).isEqualTo(1);
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroy();
        }
    }

    /** What the victim says when the recorder has seen it. */
    private static long pidOf(BufferedReader output) throws IOException {
        String line = output.readLine();
        assertThat(line).startsWith("up ");
        return Long.parseLong(line.substring("up ".length()));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The woven methods of the victim that were called. */
    private static Set<String> methods(Path recording) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        Set<Integer> called = events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.CallNode"))
                .map(event -> event.getInt("site"))
                .collect(Collectors.toSet());
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.Site"))
                .filter(event -> called.contains(event.getInt("site")))
                .map(event -> String.valueOf(event.getString("method")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> eventTypes(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .map(event -> event.getEventType().getName())
                .collect(Collectors.toSet());
    }
}
