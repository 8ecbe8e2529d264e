// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.ManyThreads;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads in numbers: none is missed, and those that have ended hold nothing. */
final class ManyThreadsIT {
    private static final String CLASS = ManyThreads.class.getName();
    private static final int SHORT = 20_000;
    private static final int LIVE = 5_100;

    /** What the recorder takes, and a tree for each of the last thousand; 8 KiB for each thread would be 160 MiB. */
    private static final long MOST_BYTES = 100L << 20;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_shortThreadsInTurn_allCountedAndNothingLeft(Path home) throws Exception {
        RecordedCalls calls = run(home, "short", SHORT, MOST_BYTES);

        check(calls, ".leaf", SHORT, SHORT * 1016L);
        check(calls, ".shortLived", SHORT, 0);
    }

    /** More than there may be rings: the last are on the next rung. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_threadsThatLiveAtOnce_allCountedAndRefusalToldOnce(Path home) throws Exception {
        RecordedCalls calls = run(home, "live", LIVE, Long.MAX_VALUE);

        check(calls, ".leaf", 2 * LIVE, 2 * LIVE * 1016L);
        assertThat(calls.method(CLASS + ".longLived").calls).isEqualTo(LIVE);
        // Of a block that malloc gives, the first page may have been another's last.
        long touched = (long) LIVE * ManyThreads.TOUCHED_BYTES;
        assertThat(calls.method(CLASS + ".longLived").residentSelf).isBetween(touched * 3 / 4, touched * 5 / 4);
        assertThat(calls.events("RecorderStatus")).hasSize(1);
        String resident = calls.events("CounterChoice").stream()
                .filter(choice -> choice.getString("counter").equals("resident"))
                .map(choice -> choice.getString("source") + " " + choice.getString("reason"))
                .findFirst()
                .orElseThrow();
        long refused = calls.events("RecorderStatus").get(0).getLong("refusedRings");
        if (resident.startsWith("perf ring")) {
            assertThat(refused).as(resident).isPositive();
        } else { // where not even the first ring was to be had, all threads are on the next rung
            System.err.println("no perf ring was to be had: " + resident);
            assertThat(refused).as(resident).isZero();
        }
    }

    private RecordedCalls run(Path home, String how, int threads, long mostBytes) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Xmx256m", "-XX:+UseSerialGC");
        Path file = directory.resolve("threads.jfr");
        ChildJvm.Result plain = jvm.run(CLASS, how, String.valueOf(threads));
        ChildJvm.Result recorded = jvm.recording(file, "include=" + CLASS).run(CLASS, how, String.valueOf(threads));

        assertThat(plain.output()).isEqualTo("descriptors 0\n");
        assertThat(recorded.output()).isEqualTo("descriptors 1\n"); // that of the main thread
        assertThat(recorded.exitCode()).isZero();
        assertThat(rss(recorded) - rss(plain)).isLessThan(mostBytes);
        return RecordedCalls.read(file);
    }

    private static long rss(ChildJvm.Result result) {
        assertThat(result.errors()).matches("rss \\d+\n"); // and no word of ours
        return Long.parseLong(result.errors().substring(4).trim());
    }

    /** The hundredth is for what the JDK links on the way. */
    private static void check(RecordedCalls calls, String method, long count, long self) {
        RecordedCalls.Method figures = calls.method(CLASS + method);
        assertThat(figures.calls).as("calls of %s", method).isEqualTo(count);
        assertThat(figures.allocatedSelf).as("self of %s", method).isBetween(self, self + 1000);
    }
}
