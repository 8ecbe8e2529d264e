// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Overflows;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that run out of stack or of heap in woven methods and go on: as without us, and still counted right. */
final class OverflowIT {
    private static final String CLASS = Overflows.class.getName();
    private static final String SETTINGS = "include=" + CLASS;

    @TempDir
    private Path directory;

    /** Two threads, one with a small stack, overflow 200 times each. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void stack_overflowsAgainAndAgain_catcherAndNextAreExact(Path home) throws Exception {
        RecordedCalls calls = run(ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Xss512k"), "stack", "262144", "200");

        check(calls.method(CLASS + ".after"), 400, 400 * 2016L);
        check(calls.method(CLASS + ".catching"), 400, 400 * 1016L);
    }

    /** What fails to be allocated is not counted. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void heap_fullAgainAndAgain_whatIsCalledThenIsExact(Path home) throws Exception {
        RecordedCalls calls = run(ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Xmx32m", "-XX:+UseSerialGC"), "heap");

        check(calls.method(CLASS + ".after"), 20, 20 * 2016L);
        check(calls.method(CLASS + ".caught"), 20, 20 * 1016L);
        assertThat(calls.method(CLASS + ".fill").calls).isEqualTo(20);
        RecordedCalls.Method block = calls.method(CLASS + ".block");
        assertThat(block.allocatedSelf).isEqualTo((block.calls - 20) * ((1 << 20) + 16L));
    }

    /** Each line that is left by the overflow has ended: the next that runs is no callee of it. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void stack_overflowsInLines_linesOfCatcherAndNextAreExact(Path home) throws Exception {
        for (String granularity : List.of("line", "bytecode")) {
            RecordedCalls calls = run(
                    ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Xss512k"),
                    ChildJvm.LINES,
                    ",granularity=" + granularity,
                    "stack",
                    "262144",
                    "200");

            check(calls.method(CLASS + ".after"), 400, 400 * 2016L);
            check(calls.method(CLASS + ".catching"), 400, 400 * 1016L);
            check(calls.linesOf(CLASS + ".after"), 400, 400 * 2016L);
            assertThat(calls.linesOf(CLASS + ".catching").allocatedSelf).isEqualTo(400 * 1016L);
            assertThat(calls.linesOf(CLASS + ".after").allocatedTotal).isEqualTo(400 * 2016L);
            long below = Stream.of(".many", ".deeper", ".catching", ".recursive", ".ping", ".pong", ".after")
                    .mapToLong(method -> calls.method(CLASS + method).allocatedSelf)
                    .sum(); // the errors with their stack traces among it
            assertThat(calls.method(CLASS + ".many").allocatedTotal).isEqualTo(below);
            assertThat(calls.callers(CLASS + ".after")).containsExactly(CLASS + ".many");
        }
    }

    /** An event that was begun and not ended would spoil all that the thread writes after it. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void stack_overflowsWhereEachCallIsAnEvent_nextEventsAreWhole(Path home) throws Exception {
        for (Path profile : List.of(ChildJvm.PROFILE, ChildJvm.LINES)) {
            ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Xss512k");
            RecordedCalls calls = run(jvm, profile, ",trigger=0", "stack", "262144", "20");

            assertThat(eventsOf(calls, ".after")).hasSize(40).allMatch(bytes -> bytes == 2016);
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void heap_fullWhereEachCallIsAnEvent_nextEventsAreWhole(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Xmx32m", "-XX:+UseSerialGC");
        RecordedCalls calls = run(jvm, ChildJvm.PROFILE, ",trigger=0", "heap");

        assertThat(eventsOf(calls, ".after")).hasSize(20).allMatch(bytes -> bytes == 2016);
        assertThat(eventsOf(calls, ".block")).hasSize((int) calls.method(CLASS + ".block").calls);
    }

    private static List<Long> eventsOf(RecordedCalls calls, String method) {
        return calls.events("CallRss").stream()
                .filter(event -> calls.nameOf(event).equals(CLASS + method))
                .map(event -> event.getLong("allocatedBytes"))
                .toList();
    }

    private RecordedCalls run(ChildJvm jvm, String... arguments) throws Exception {
        return run(jvm, ChildJvm.PROFILE, "", arguments);
    }

    private RecordedCalls run(ChildJvm jvm, Path profile, String settings, String... arguments) throws Exception {
        ChildJvm.Result plain = jvm.run(CLASS, arguments);
        ChildJvm.Result recorded = jvm.recording(directory.resolve("overflow.jfr"), profile, SETTINGS + settings)
                .run(CLASS, arguments);

        assertThat(recorded).isEqualTo(plain);
        assertThat(plain).isEqualTo(new ChildJvm.Result(0, "went on\n", ""));
        return RecordedCalls.read(directory.resolve("overflow.jfr"));
    }

    private static void check(RecordedCalls.Method method, long calls, long bytes) {
        assertThat(List.of(method.calls, method.allocatedSelf)).containsExactly(calls, bytes);
    }
}
