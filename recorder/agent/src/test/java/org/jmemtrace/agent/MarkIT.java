// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Phases;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jmemtrace.api.Mark;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels that a program sets, with the agent and without. */
final class MarkIT {
    private static final String PROGRAM = Phases.class.getName();
    private static final Path PROCESS = ChildJvm.PROFILE.resolveSibling("process.jfc");

    /** Flight recorder learns at each chunk's begin what the time of day is, to the millisecond. */
    private static final Duration AS_EXACT_AS_IT_GETS = Duration.ofMillis(2);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void mark_threePhasesWithAgent_timesAreExactAndStackIsThereWhenAskedFor(Path home) throws Exception {
        Path file = directory.resolve("marks.jfr");
        check(jvm(home).recording(file, PROCESS, "interval=100 ms").run(PROGRAM), file);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void mark_recordedWithoutAgent_isTheSame(Path home) throws Exception {
        Path file = directory.resolve("plain.jfr");
        check(
                jvm(home)
                        .with("-Xlog:jfr+startup=error", "-XX:StartFlightRecording:settings=default,filename=" + file)
                        .run(PROGRAM),
                file);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void mark_nothingRecorded_changesNothing(Path home) throws Exception {
        ChildJvm.Result result = jvm(home).run(PROGRAM);

        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output().lines()).hasSize(3);
    }

    /** As in a runtime that was made without it: flight recorder's classes cannot be loaded at all. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void mark_withoutFlightRecorder_changesNothing(Path home) throws Exception {
        ChildJvm.Result result = jvm(home).with("--limit-modules", "java.base").run(PROGRAM);

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    private static ChildJvm jvm(Path home) throws URISyntaxException {
        Path api = Path.of(
                Mark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return ChildJvm.plain(home, ChildJvm.PROGRAMS, api);
    }

    private static void check(ChildJvm.Result result, Path file) throws IOException {
        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(result.errors()).isEmpty();
        List<RecordedEvent> marks = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.Mark"))
                .sorted(java.util.Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
        assertThat(marks).extracting(mark -> mark.getString("text")).containsExactly("null", "idle", "grow", "end");
        List<String> said = result.output().lines().toList();
        for (int i = 0; i < said.size(); i++) {
            String[] words = said.get(i).split(" ");
            RecordedEvent mark = marks.get(i + 1);
            assertThat(mark.getString("text")).isEqualTo(words[0]);
            assertThat(mark.getStartTime())
                    .isBetween(
                            Instant.parse(words[1]).minus(AS_EXACT_AS_IT_GETS),
                            Instant.parse(words[2]).plus(AS_EXACT_AS_IT_GETS));
            assertThat(mark.getStackTrace() != null).isEqualTo(words[0].equals("grow"));
        }
        List<RecordedFrame> frames =
                Objects.requireNonNull(marks.get(2).getStackTrace()).getFrames();
        assertThat(frames)
                .extracting(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .contains(PROGRAM + ".grow", PROGRAM + ".main");
    }
}
