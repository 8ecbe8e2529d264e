// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.VirtualTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Virtual threads that move between carriers within woven methods: what they take is that of their methods. */
final class VirtualThreadsIT {
    private static final String CLASS = VirtualTasks.class.getName();
    private static final int FIRST_VERSION = 21;
    private static final long THREADS = 10_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_tenThousandThatPark_bytesAndCallsAreExact(Path home) throws Exception {
        needsVirtualThreads(home);
        for (Path profile : List.of(ChildJvm.PROFILE, ChildJvm.LINES)) {
            Path file = directory.resolve("virtual.jfr");
            ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                    .with("-Xmx512m", "-XX:+UseSerialGC")
                    .recording(file, profile, "include=com.acme.**")
                    .run(CLASS, String.valueOf(THREADS));

            assertThat(result).isEqualTo(new ChildJvm.Result(0, "went on\n", ""));
            RecordedCalls calls = RecordedCalls.read(file);
            check(calls, ".leaf", 3 * THREADS, 1016, 1016);
            check(calls, ".recursive", 6 * THREADS, 200, 0);
            check(calls, ".inside", THREADS, 520, 520);
            check(calls, ".throwing", THREADS, 1016, 1016);
            assertThat(calls.method(CLASS + ".around").calls).isEqualTo(THREADS);
            assertThat(calls.method(CLASS + ".task").calls).isEqualTo(THREADS);
            long below = calls.methods().entrySet().stream()
                    .filter(method -> method.getKey().startsWith(CLASS))
                    .filter(method -> !method.getKey().matches(".*\\.(main|start|join|<clinit>|lambda.*)"))
                    .mapToLong(method -> method.getValue().allocatedSelf)
                    .sum();
            assertThat(calls.method(CLASS + ".task").allocatedTotal).isEqualTo(below);
            assertThat(calls.callers(CLASS + ".inside")).containsExactly(CLASS + ".contends");
            assertThat(calls.callers(CLASS + ".throwing")).containsExactly(CLASS + ".throwsBelow");
            assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        }
    }

    /** Threads are parked within woven methods when recordings begin and end. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_againAndAgainWhileTheyRun_eachIsExactAndTheyGoOn(Path home) throws Exception {
        needsVirtualThreads(home);
        List<String> arguments = new ArrayList<>(List.of("record", ChildJvm.PROFILE.toString()));
        for (int i = 0; i < 5; i++) {
            arguments.add(directory.resolve(i + ".jfr").toString());
        }
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .with("-Xlog:jfr+startup=error", "-Xmx512m")
                .withAgent()
                .run(CLASS, arguments.toArray(String[]::new));

        assertThat(result).isEqualTo(new ChildJvm.Result(0, "went on\n", ""));
        for (int i = 0; i < 5; i++) {
            RecordedCalls calls = RecordedCalls.read(directory.resolve(i + ".jfr"));
            RecordedCalls.Method leaf = calls.method(CLASS + ".leaf");
            assertThat(leaf.calls).as("calls in recording %d", i).isGreaterThan(1000);
            assertThat((double) leaf.allocatedSelf / leaf.calls).isCloseTo(1016, within(1.0));
            assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        }
    }

    private static void needsVirtualThreads(Path home) {
        boolean has = Jvms.version(home) >= FIRST_VERSION;
        assumeTrue(has, () -> home + " has no virtual threads");
    }

    /** @param self bytes of each call, as @param total; 0 if what is below is not known */
    private static void check(RecordedCalls calls, String method, long count, long self, long total) {
        RecordedCalls.Method figures = calls.method(CLASS + method);
        assertThat(figures.calls).as("calls of %s", method).isEqualTo(count);
        assertThat(figures.allocatedSelf).as("self of %s", method).isCloseTo(count * self, within(count * self / 1000));
        if (total != 0) {
            assertThat(figures.allocatedTotal)
                    .as("total of %s", method)
                    .isCloseTo(count * total, within(count * total / 1000));
        }
    }
}
