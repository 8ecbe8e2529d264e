// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.acme.KnownAllocations;
import com.acme.KnownGrowth;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each source that a counter can be read from, chosen by force. The program has run every method before and goes on
 * after the recording: both threads are alive when the last figures are taken.
 */
final class CounterRungsIT {
    private static final String ALLOCATIONS = KnownAllocations.class.getName();
    private static final String GROWTH = KnownGrowth.class.getName();
    private static final long TOUCHED = 64 << 20;

    @TempDir
    private Path directory;

    static Stream<Arguments> allocated() {
        return perJvm(
                List.of("tlab", "TLAB words", "exact", ""),
                List.of("mxbean", "ThreadMXBean", "exact", "jmemtrace.allocated=mxbean"),
                List.of("off", "none", "off", "jmemtrace.allocated=off"));
    }

    static Stream<Arguments> resident() {
        return perJvm(
                List.of("perf", "perf ring", "exact", ""),
                List.of("perf-user", "perf ring, user mode", "exact", "jmemtrace.resident=perf-user"),
                List.of("usage", "getrusage", "faults", "jmemtrace.resident=usage"),
                List.of("statm", "statm", "statm", "jmemtrace.resident=statm"),
                List.of("off", "none", "off", "jmemtrace.resident=off"));
    }

    private static Stream<Arguments> perJvm(List<?>... rungs) {
        return Jvms.homes().stream()
                .flatMap(home -> Stream.of(rungs)
                        .map(rung -> Arguments.of(home, rung.get(0), rung.get(1), rung.get(2), rung.get(3))));
    }

    /** The bean's counter is the TLAB words and the unused rest of the TLAB: as exact, but slower to ask. */
    @ParameterizedTest
    @MethodSource("allocated")
    void allocated_forced_bytesAreExactOrZero(Path home, String rung, String source, String resolution, String reason)
            throws Exception {
        try (RunningProgram program = start(home, "-Djmemtrace.allocated=" + rung)) {
            program.record("rung", ALLOCATIONS);
            program.ask("arrays 1000");
            program.ask("worker objects 1000");
            RecordedCalls calls = program.stop("rung");

            check(calls, "allocated", source, resolution, reason);
            boolean off = rung.equals("off");
            assertThat(calls.method(ALLOCATIONS + ".arrays").calls).isOne();
            assertThat(calls.method(ALLOCATIONS + ".arrays").allocatedSelf).isEqualTo(off ? 0 : 1_000 * 32L);
            assertThat(calls.method(ALLOCATIONS + ".arrays").allocatedTotal).isEqualTo(off ? 0 : 1_000 * 32L);
            assertThat(calls.method(ALLOCATIONS + ".objects").allocatedSelf).isEqualTo(off ? 0 : 1_000 * 24L);
            if (off) {
                assertThat(calls.perThread("allocatedBytes").values())
                        .hasSize(2)
                        .containsOnly(0L);
            }
        }
    }

    /** The 3 % are for what the JVM touches on the way: page tables of malloc, and cards of the heap. */
    @ParameterizedTest
    @MethodSource("resident")
    void resident_forced_growthIsRightOrZero(Path home, String rung, String source, String resolution, String reason)
            throws Exception {
        try (RunningProgram program = start(home, "-Djmemtrace.resident=" + rung)) {
            program.record("rung", GROWTH);
            for (String method : List.of("heap", "direct", "malloc")) {
                program.ask(method + " 64");
            }
            RecordedCalls calls = program.stop("rung");

            check(calls, "resident", source, resolution, reason);
            for (String method : List.of(".heap", ".direct", ".malloc")) {
                long grown = calls.method(GROWTH + method).residentSelf;
                if (rung.equals("off")) {
                    assertThat(grown).as(method).isZero();
                } else if (rung.equals("statm")) {
                    assertGrewByStatm(calls, method);
                } else {
                    assertThat(grown).as(method).isCloseTo(TOUCHED, within(TOUCHED * 3 / 100));
                }
            }
        }
    }

    static Stream<Arguments> refusals() {
        return Jvms.homes().stream()
                .flatMap(home -> Stream.of(RefusedCall.EPERM, RefusedCall.EACCES) // a container, perf_event_paranoid=3
                        .map(error -> Arguments.of(home, error)));
    }

    /** Nobody forces a rung: the first does not bear, and the next is taken. */
    @ParameterizedTest
    @MethodSource("refusals")
    void resident_kernelRefusesPerf_growthIsRightByTheNextRung(Path home, int error) throws Exception {
        Path file = directory.resolve("refused.jfr");
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .with("-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:+UseSerialGC")
                .recording(file, "include=" + GROWTH);
        ChildJvm.Result result = RefusedCall.with(RefusedCall.perfEventOpen(), error, () -> jvm.run(GROWTH));
        RecordedCalls calls = RecordedCalls.read(file);

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualTo("128\n");
        assertThat(result.errors()).doesNotContain("jmemtrace");
        String tried = "perf_event_open: errno " + error;
        String reason = "perf ring: " + tried + "; perf ring, user mode: " + tried;
        check(calls, "resident", "getrusage", "faults", reason);
        for (String method : List.of(".heap", ".direct", ".malloc")) {
            assertThat(calls.method(GROWTH + method).residentSelf)
                    .as(method)
                    .isCloseTo(TOUCHED, within(TOUCHED * 3 / 100));
        }
    }

    /** As on a machine that JNA has no native library for, or where its file may not be executed. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void counters_noNativeCode_figuresAreRightByWhatTheJdkReads(Path home) throws Exception {
        Path file = directory.resolve("native.jfr");
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .with("-Dos.arch=unheard-of", "-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:+UseSerialGC")
                .recording(file, "include=" + GROWTH)
                .run(GROWTH);
        RecordedCalls calls = RecordedCalls.read(file);

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).isEqualTo("128\n");
        assertThat(result.errors()).doesNotContain("jmemtrace");
        assertThat(calls.events("CounterChoice"))
                .extracting(event -> event.getString("source"))
                .containsExactlyInAnyOrder("ThreadMXBean", "statm");
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        assertThat(calls.method(GROWTH + ".heap").allocatedSelf).isBetween(TOUCHED, TOUCHED + TOUCHED / 1000);
        for (String method : List.of(".heap", ".direct", ".malloc")) {
            assertGrewByStatm(calls, method);
        }
    }

    /** RSS does not tell threads apart: what others touched meanwhile, as the JIT does, is in it. */
    private static void assertGrewByStatm(RecordedCalls calls, String method) {
        List<RecordedEvent> samples = calls.events("ProcessSample");
        long faults = samples.get(samples.size() - 1).getLong("minorFaults")
                - samples.get(0).getLong("minorFaults");
        long others = Math.max(0, faults * 4096 - 3 * TOUCHED);
        assertThat(calls.method(GROWTH + method).residentSelf)
                .as(method)
                .isBetween(TOUCHED * 97 / 100, TOUCHED * 103 / 100 + others);
    }

    private RunningProgram start(Path home, String option) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .withAgent()
                .with(option, "-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:+UseSerialGC"); // nothing is ever copied
        RunningProgram program = RunningProgram.start(jvm, directory);
        for (String command : List.of("arrays 1", "worker objects 1", "heap 1", "direct 1", "malloc 1")) {
            program.ask(command);
        }
        return program;
    }

    private static void check(RecordedCalls calls, String counter, String source, String resolution, String reason) {
        RecordedEvent choice = calls.events("CounterChoice").stream()
                .filter(event -> event.getString("counter").equals(counter))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(choice.getString("source"), choice.getString("resolution"), choice.getString("reason")))
                .containsExactly(source, resolution, reason);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
    }
}
