// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Children;
import com.acme.KnownAllocations;
import com.acme.KnownGrowth;
import com.acme.Phases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jmemtrace.api.Mark;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The profile that samples the process and weaves nothing. */
final class ProcessProfileIT {
    private static final Path PROCESS = ChildJvm.PROFILE.resolveSibling("process.jfc");
    private static final String WARM_UP = "org.jmemtrace.agent.weave.SampleWeaving";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_process_samplesAndNothingElse(Path home) throws Exception {
        Path file = directory.resolve("process.jfr");
        Path loaded = directory.resolve("loaded.log");
        Path api = Path.of(
                Mark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS, api)
                .recording(file, PROCESS, "interval=100 ms")
                .with("-XX:NativeMemoryTracking=summary", "-Xlog:class+load:file=" + loaded + ":none")
                .run(Phases.class.getName(), "400");

        assertThat(result.exitCode()).as(result.errors()).isZero();
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        Set<String> types =
                events.stream().map(event -> event.getEventType().getName()).collect(Collectors.toSet());
        assertThat(types)
                .contains(
                        "jmemtrace.ProcessSample",
                        "jmemtrace.ThreadSample",
                        "jmemtrace.JvmInfo",
                        "jmemtrace.Mark",
                        "jdk.ThreadAllocationStatistics",
                        "jdk.DirectBufferStatistics")
                .doesNotContain(
                        "jmemtrace.CallNode",
                        "jmemtrace.CallRss",
                        "jmemtrace.ProbeCost",
                        "jmemtrace.CounterChoice",
                        "jdk.JVMInformation",
                        "jdk.InitialSystemProperty",
                        "jdk.InitialEnvironmentVariable");
        if (Jvms.version(home) >= 20) {
            assertThat(types).contains("jdk.NativeMemoryUsage", "jdk.NativeMemoryUsageTotal");
        }
        assertThat(events.stream()
                        .filter(event -> event.getEventType().getName().equals("jmemtrace.ProcessSample")))
                .hasSizeGreaterThan(8);
        RecordedEvent status = events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.RecorderStatus"))
                .findFirst()
                .orElseThrow();
        assertThat(status.getLong("wovenClasses")).isZero();
        assertThat(status.getLong("errors")).as(status.getString("firstError")).isZero();
        assertThat(Files.readString(loaded)).doesNotContain(WARM_UP);
    }

    /** What the program starts is sampled with it, while it lives. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_processWithChildren_samplesThemToo(Path home) throws Exception {
        Path file = directory.resolve("children.jfr");
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .recording(file, PROCESS, "interval=100 ms")
                .run(Children.class.getName());

        String[] pids = result.output().strip().split(" ");
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        for (int i = 0; i < pids.length; i++) {
            String pid = pids[i];
            List<RecordedEvent> samples = events.stream()
                    .filter(event -> event.getEventType().getName().equals("jmemtrace.ProcessSample"))
                    .filter(event -> event.getLong("pid") == Long.parseLong(pid))
                    .toList();
            assertThat(samples).hasSizeBetween(2, 25);
            assertThat(samples).allMatch(event -> event.getLong("vmRss") > 0 && event.getLong("pss") > 0);
            // The last one's: a child has its parent's name until it has become what it is to run.
            RecordedEvent last = samples.get(samples.size() - 1);
            assertThat(last.getString("name")).isEqualTo(i == 0 ? "sh" : "sleep");
        }
        RecordedEvent status = events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.RecorderStatus"))
                .findFirst()
                .orElseThrow();
        assertThat(status.getLong("errors")).as(status.getString("firstError")).isZero();
    }

    /** What the warm-up allocates and touches must be over before the first sample. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_calls_warmsUpBeforeTheFirstSample(Path home) throws Exception {
        Path file = directory.resolve("calls.jfr");
        Path loaded = directory.resolve("loaded.log");
        ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .recording(file, "include=com.acme.**")
                .with("-Xlog:class+load:file=" + loaded + ":none")
                .run(KnownGrowth.class.getName());

        assertThat(Files.readString(loaded)).contains(WARM_UP);
        assertThat(RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals("jmemtrace.ThreadSample"))
                        .map(event -> event.getString("name")))
                .noneMatch(name -> name.contains("warm-up"));
    }

    /** The probes are as they were loaded until a recording wants calls, and exact from then on. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_callsWhileProcessIsRecorded_areExact(Path home) throws Exception {
        String include = KnownAllocations.class.getName();
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .recording(directory.resolve("both.jfr"), PROCESS, "interval=100 ms");
        try (RunningProgram program = RunningProgram.start(jvm, directory)) {
            program.ask("arrays 1");
            program.record("calls", include);
            program.ask("arrays 1000");
            RecordedCalls calls = program.stop("calls");
            program.ask("arrays 5");

            RecordedCalls.Method arrays = calls.method(include + ".arrays");
            assertThat(arrays.calls).isEqualTo(1);
            assertThat(arrays.allocatedSelf).isEqualTo(1000 * 32L);
            assertThat(program.end()).isZero();
            assertThat(program.errors()).isEmpty();
        }
    }
}
