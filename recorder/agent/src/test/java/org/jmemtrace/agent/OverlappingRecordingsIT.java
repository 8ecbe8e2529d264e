// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.KnownAllocations;
import com.acme.KnownGrowth;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two recordings at once: the trees are shared, and each has what happened while it ran. */
final class OverlappingRecordingsIT {
    private static final String ARRAYS = KnownAllocations.class.getName() + ".arrays";
    private static final String OBJECTS = KnownAllocations.class.getName() + ".objects";
    private static final String HEAP = KnownGrowth.class.getName() + ".heap";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_sameClasses_eachHasItsOwnSpan(Path home) throws Exception {
        try (RunningProgram program = start(home)) {
            program.record("early", "com.acme.Known*");
            program.ask("arrays 100");
            program.record("late", "com.acme.Known*");
            program.ask("arrays 20");
            program.ask("worker objects 30");
            RecordedCalls early = program.stop("early");
            program.ask("arrays 3");
            RecordedCalls late = program.stop("late");

            check(early, ARRAYS, 2, 120 * 32);
            check(early, OBJECTS, 1, 30 * 24);
            check(late, ARRAYS, 2, 23 * 32);
            check(late, OBJECTS, 1, 30 * 24);
        }
    }

    /** The two settings are in force together, and what only the one wanted is restored when that one stops. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_otherClasses_wovenAsLongAsTheirRecordingRuns(Path home) throws Exception {
        try (RunningProgram program = start(home)) {
            program.record("allocations", KnownAllocations.class.getName());
            program.ask("heap 1");
            program.record("growth", KnownGrowth.class.getName());
            program.ask("heap 1");
            program.ask("arrays 10");
            RecordedCalls allocations = program.stop("allocations");
            program.ask("heap 1");
            program.ask("arrays 10");
            RecordedCalls growth = program.stop("growth");

            check(allocations, ARRAYS, 1, 10 * 32);
            check(allocations, HEAP, 1, (1 << 20) + 16);
            check(growth, ARRAYS, 1, 10 * 32);
            check(growth, HEAP, 2, 2 * ((1 << 20) + 16));
        }
    }

    /** Lines are told apart as long as a recording wants them; who wants calls alone gets the same figures throughout. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_linesMeanwhile_bothAreExact(Path home) throws Exception {
        Path lines = ChildJvm.LINES;
        try (RunningProgram program = start(home)) {
            program.record("calls", "com.acme.Known*");
            program.ask("arrays 10");
            program.record("lines", lines, "include=com.acme.Known*");
            program.ask("arrays 20");
            program.record("bytecodes", lines, "include=com.acme.Known*", "granularity=bytecode");
            program.ask("arrays 30");
            RecordedCalls bytecodes = program.stop("bytecodes");
            program.ask("arrays 40");
            RecordedCalls byLine = program.stop("lines");
            program.ask("arrays 50");
            RecordedCalls calls = program.stop("calls");

            check(calls, ARRAYS, 5, 150 * 32);
            check(byLine, ARRAYS, 3, 90 * 32);
            check(bytecodes, ARRAYS, 1, 30 * 32);
            assertThat(ofLines(byLine)).isEqualTo(90 * 32);
            assertThat(ofLines(bytecodes)).isEqualTo(30 * 32);
            assertThat(bytecodes.lines().keySet())
                    .anyMatch(line -> line.startsWith(ARRAYS) && line.endsWith(" new byte[]"));
            assertThat(program.end()).isZero();
            assertThat(program.errors()).isEmpty();
        }
    }

    private static long ofLines(RecordedCalls recorded) {
        return recorded.lines().entrySet().stream()
                .filter(line -> line.getKey().startsWith(ARRAYS + ":"))
                .mapToLong(line -> line.getValue().allocatedSelf)
                .sum();
    }

    private RunningProgram start(Path home) throws Exception {
        RunningProgram program =
                RunningProgram.start(ChildJvm.plain(home, ChildJvm.PROGRAMS).withAgent(), directory);
        program.ask("arrays 1");
        program.ask("worker objects 1");
        program.ask("heap 23"); // the list has just grown to 33 places: it has room for more
        return program;
    }

    private static void check(RecordedCalls recorded, String name, long calls, long bytes) {
        RecordedCalls.Method method = recorded.method(name);
        assertThat(method.calls).as("calls of %s", name).isEqualTo(calls);
        assertThat(method.allocatedSelf).as("self of %s", name).isEqualTo(bytes);
        assertThat(method.allocatedTotal).as("total of %s", name).isEqualTo(bytes);
        assertThat(recorded.events("RecorderStatus").get(0).getString("firstError"))
                .isNull();
    }
}
