// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Stopped;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions that come from outside, at any bytecode: the tree is whole after each of them. */
final class StoppedThreadIT {
    private static final String WOVEN = Stopped.class.getName() + "$Woven";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_threadStoppedManyTimes_treeIsWholeAndSumsToTheCounter(Path home) throws Exception {
        for (String profile : List.of("calls.jfc", "lines.jfc")) {
            RecordedRun run = RecordedRun.of(
                    home,
                    directory,
                    profile,
                    "include=" + WOVEN,
                    List.of("-XX:+UseSerialGC"),
                    List.of("-cp", ChildJvm.PROGRAMS.toString(), Stopped.class.getName()));
            List<String> lines = run.output();
            RecordedCalls calls = run.calls();

            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).isEqualTo(Jvms.version(home) < 20 ? "Thread.stop" : "throw");
            long first = tree(calls, lines.get(1)) - counter(lines.get(1)); // before the program looks at its counter
            assertThat(tree(calls, lines.get(2)) - first).as(profile).isEqualTo(counter(lines.get(2)));
            assertThat(calls.callers(WOVEN + ".after")).containsExactly(WOVEN + ".deep");
            assertThat(calls.callers(WOVEN + ".deep")).containsExactlyInAnyOrder("(outside)", WOVEN + ".deep");
            assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        }
    }

    private static long tree(RecordedCalls calls, String line) {
        return calls.perThread("allocatedBytes").getOrDefault(Long.parseLong(line.split(" ")[0]), 0L);
    }

    private static long counter(String line) {
        return Long.parseLong(line.split(" ")[1]);
    }
}
