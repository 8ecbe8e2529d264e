// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recording a JVM that runs: exact while it lasts, however it ends, and nothing of it stays. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachIT {
    private static final String ATTENDED = Attended.class.getName();

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

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_loadedClasses_countsTheCallsOfItsTimeToTheByte(JavaRuntime java) throws Exception {
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory)) {
            for (int calls : List.of(1000, 7)) {
                Attaching attaching = Attaching.start(record, target, "-f", "--include", ATTENDED);
                target.ask("arrays " + calls);
                attaching.signal("INT");

                assertThat(attaching.awaitEnd()).as(record.errors()).isZero();
                target.ask("arrays 30"); // are nobody's
                assertThat(arrays()).isEqualTo(new CountedCalls(calls, calls * Attended.BYTES_PER_CALL));
            }
            assertThat(target.errors().lines())
                    .as("one warning, of JDK 21 and later, as the agent is loaded once")
                    .hasSize(java.feature() < 21 ? 0 : 4)
                    .allMatch(line -> line.startsWith("WARNING: "));
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_profileProcess_samplesAndWeavesNothing(JavaRuntime java) throws Exception {
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory)) {
            Attaching attaching = Attaching.start(record, target, "-p", "process", "--interval", "100ms");
            target.ask("arrays 10");
            attaching.signal("INT");

            assertThat(attaching.awaitEnd()).as(record.errors()).isZero();
            assertThat(RecordingFile.readAllEvents(Attaching.file(directory)))
                    .extracting(event -> event.getEventType().getName())
                    .contains("jmemtrace.ProcessSample", "jmemtrace.ThreadSample", "jmemtrace.RecorderStatus")
                    .doesNotContain("jmemtrace.CallNode", "jmemtrace.CounterChoice");
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_ended_restoresTheClassesAndLeavesNothing(JavaRuntime java) throws Exception {
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory)) {
            target.ask("other");
            attachFor(target, "500ms", ATTENDED);
            Attaching second = Attaching.start(record, target, "-f", "--include", Unattended.class.getName());
            target.ask("arrays 5"); // would be counted if it were still woven
            target.ask("other");
            second.signal("TERM");

            assertThat(second.awaitEnd()).as(record.errors()).isZero();
            assertThat(arrays()).isEqualTo(new CountedCalls(0, 0));
            assertThat(CountedCalls.of(Attaching.file(directory), Unattended.class, "work"))
                    .isEqualTo(new CountedCalls(1, 1016));
            assertThat(target.openFiles()).doesNotContain("anon_inode:[perf_event]");
            Waiting.until(() -> target.threads().stream().noneMatch(name -> name.startsWith("jmemtrace")));
            assertThat(files())
                    .filteredOn(name -> !name.startsWith("target"))
                    .containsExactly("home", "r.jfr", "stderr");
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_whileAnotherRecords_bothCountTheCallsOfTheirTime(JavaRuntime java) throws Exception {
        RecordProcess other = new RecordProcess(directory.resolve("other"));
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory)) {
            Attaching first = Attaching.start(record, target, "--include", ATTENDED);
            target.ask("arrays 10");
            Attaching second = Attaching.start(other, target, "--include", ATTENDED);
            target.ask("arrays 20");
            first.signal("TERM");
            assertThat(first.awaitEnd()).as(record.errors()).isZero();
            target.ask("arrays 40");
            second.signal("TERM");

            assertThat(second.awaitEnd()).as(other.errors()).isZero();
            assertThat(arrays()).isEqualTo(new CountedCalls(30, 30 * Attended.BYTES_PER_CALL));
            assertThat(CountedCalls.of(Attaching.file(directory.resolve("other")), Attended.class, "arrays"))
                    .isEqualTo(new CountedCalls(60, 60 * Attended.BYTES_PER_CALL));
        } finally {
            other.end();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void attach_signalled_writesTheFileForItsOwnerAloneAndSaysWhatIsNext(String signal) throws Exception {
        try (TargetProgram target = TargetProgram.start(Analyzer.ownJava(), directory)) {
            Attaching attaching = Attaching.start(record, target);
            target.ask("arrays 3");
            attaching.signal(signal);
            attaching.signal(signal); // who is impatient does no harm

            assertThat(attaching.awaitEnd()).isZero();
            assertThat(arrays().calls()).isEqualTo(3);
            Path file = Attaching.file(directory);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(record.errors().lines())
                    .allMatch(line -> line.startsWith("record: "))
                    .last()
                    .asString()
                    .matches("record: next: \\S*analyze " + file);
            assertThat(record.errors()).doesNotContain("\r").contains("not in it: what was allocated before");
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void attach_targetThatEnds_keepsWhatThereIs(JavaRuntime java, String way) throws Exception {
        try (TargetProgram target = TargetProgram.start(TargetProgram.java(java), directory)) {
            Attaching attaching = Attaching.start(record, target);
            target.ask("arrays 3");
            target.ask("flush"); // of the second before that, a killed JVM leaves nothing
            if (way.equals("kill")) {
                target.handle().destroyForcibly();
            } else {
                target.tell(way);
            }

            assertThat(attaching.awaitEnd()).as(record.errors()).isZero();
            assertThat(Attaching.file(directory)).isNotEmptyFile();
            assertThat(record.errors())
                    .contains(
                            way.equals("exit")
                                    ? "has ended; this is its recording until then"
                                    : "ended without writing its recording; this is what it had flushed until then");
            assertThat(RecordIT.eventTypes(Attaching.file(directory))).contains("jmemtrace.Site", "jmemtrace.JvmInfo");
        }
    }

    static Stream<Arguments> endings() {
        return TargetProgram.javas().stream()
                .flatMap(java -> Stream.of("exit", "halt", "kill").map(way -> Arguments.of(java, way)));
    }

    /** Within its first second, a recording may have been flushed or not. */
    @Test
    void attach_targetKilledAtOnce_keepsWhatThereIsOrSaysThereIsNothing() throws Exception {
        try (TargetProgram target = TargetProgram.start(Analyzer.ownJava(), directory)) {
            Attaching attaching = Attaching.start(record, target);
            target.handle().destroyForcibly();

            int exitCode = attaching.awaitEnd();
            assertThat(exitCode).as(record.errors()).isIn(0, ExitCode.FAILED);
            assertThat(Files.exists(Attaching.file(directory))).isEqualTo(exitCode == 0);
            assertThat(files()).noneMatch(name -> name.startsWith("jmemtrace-"));
        }
    }

    private void attachFor(TargetProgram target, String time, String include) throws Exception {
        Attaching attaching = Attaching.start(record, target, "--duration", time, "--include", include);
        target.ask("arrays 2");

        assertThat(attaching.awaitEnd()).as(record.errors()).isZero();
    }

    private CountedCalls arrays() throws IOException {
        return CountedCalls.of(Attaching.file(directory), Attended.class, "arrays");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
