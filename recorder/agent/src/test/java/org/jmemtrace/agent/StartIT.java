// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.Ends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the agent cannot work it says one line, and where it has nothing to do it says and loads nothing. */
final class StartIT {
    private static final String PROGRAM = Ends.class.getName();
    private static final String END = "exit";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void agent_withoutRecording_loadsAndPrintsNothing(Path home) throws Exception {
        Path log = directory.resolve("loaded.log");
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        ChildJvm.Result agent =
                jvm.withAgent().with("-Xlog:class+load:file=" + log + ":none").run(PROGRAM, END);

        assertThat(agent).isEqualTo(jvm.run(PROGRAM, END));
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.startsWith("org.jmemtrace.") || line.startsWith("com.sun.jna."))
                .extracting(line -> line.split(" ")[0])
                .containsExactly("org.jmemtrace.agent.Agent", "org.jmemtrace.agent.FlightRecorderStart");
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void agent_givenTwice_saysSoAndRecordsOnce(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        Path file = directory.resolve("twice.jfr");
        ChildJvm.Result twice =
                jvm.withAgent().recording(file, "include=com.acme.**").run(PROGRAM, END);

        assertOneLine(twice, jvm.run(PROGRAM, END), "the agent is already loaded; loading it again has no effect");
        assertThat(RecordedCalls.read(file).method(PROGRAM + ".main").calls).isOne();
    }

    /** Flight recorder gets a directory of its own: only what the agent needs is missing. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void agent_withoutTemporaryDirectory_saysSo(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Djava.io.tmpdir=" + directory.resolve("missing"));
        ChildJvm.Result recorded = jvm.recording(directory.resolve("start.jfr"), "include=**")
                .with("-XX:FlightRecorderOptions:repository=" + directory.resolve("repository"))
                .run(PROGRAM, END);

        assertOneLine(
                recorded, jvm.run(PROGRAM, END), "could not start, nothing will be recorded: java.nio.file.NoSuchFile");
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void agent_inRuntimeWithoutFlightRecorder_saysSo(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(image(home, "java.base,java.instrument"), ChildJvm.PROGRAMS);

        assertOneLine(
                jvm.withAgent().run(PROGRAM, END),
                jvm.run(PROGRAM, END),
                "this Java runtime has no module jdk.jfr (flight recorder): nothing will be recorded");
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void agent_inSmallestRuntimeWithFlightRecorder_records(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(image(home, "java.base,java.instrument,jdk.jfr"), ChildJvm.PROGRAMS);
        Path file = directory.resolve("small.jfr");
        ChildJvm.Result recorded = jvm.recording(file, "include=com.acme.**").run(PROGRAM, END);

        assertThat(recorded).isEqualTo(jvm.run(PROGRAM, END));
        RecordedCalls calls = RecordedCalls.read(file);
        assertThat(calls.method(PROGRAM + ".work").calls).isEqualTo(2);
        assertThat(calls.events("RecorderStatus").get(0).getString("firstError"))
                .isNull();
    }

    /** Paths are the user's: the agent finds itself under any name. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void agent_underOddName_records(Path home) throws Exception {
        Path odd = Files.createDirectory(directory.resolve("a b#c%41+d")).resolve("its name.jar");
        Files.copy(ChildJvm.AGENT, odd);
        Path file = directory.resolve("odd.jfr");
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        ChildJvm.Result recorded = jvm.with(
                        "-javaagent:" + odd,
                        "-Xlog:jfr+startup=error",
                        "-XX:StartFlightRecording:settings=" + ChildJvm.PROFILE + ",filename=" + file)
                .run(PROGRAM, END);

        assertThat(recorded).isEqualTo(jvm.run(PROGRAM, END));
        assertThat(RecordedCalls.read(file).method(PROGRAM + ".main").calls).isOne();
    }

    private static void assertOneLine(ChildJvm.Result result, ChildJvm.Result plain, String line) {
        assertThat(result.exitCode()).isEqualTo(plain.exitCode());
        assertThat(result.output()).isEqualTo(plain.output());
        List<String> ours = result.errors()
                .lines()
                .filter(each -> each.startsWith("jmemtrace: "))
                .toList();
        assertThat(ours).singleElement().asString().startsWith("jmemtrace: " + line);
        assertThat(result.errors().replace(ours.get(0) + "\n", "")).isEqualTo(plain.errors());
    }

    /** A Java runtime of a few modules. */
    private Path image(Path home, String modules) throws Exception {
        Path jlink = home.resolve("bin").resolve("jlink");
        Path image = directory.resolve("image");
        Process process = Files.isExecutable(jlink)
                ? new ProcessBuilder(jlink.toString(), "--add-modules", modules, "--output", image.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("jlink.txt").toFile())
                        .start()
                : null;
        boolean made = process != null && process.waitFor() == 0;
        if (!made) {
            System.err.println("SKIPPED: no jlink that works in " + home);
        }
        assumeTrue(made);
        return image;
    }
}
