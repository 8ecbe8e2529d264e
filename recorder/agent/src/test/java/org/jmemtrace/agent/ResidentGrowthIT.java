// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.acme.KnownGrowth;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that touch known numbers of new pages. */
final class ResidentGrowthIT {
    private static final String CLASS = KnownGrowth.class.getName();
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_methodsTouch64MiBThemselves_growthIsTheirs(Path javaHome) throws Exception {
        RecordedCalls calls = RecordedRun.of(
                        javaHome,
                        directory,
                        "include=com.acme.**",
                        List.of("-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:+UseSerialGC"), // nothing is ever copied
                        KnownGrowth.class)
                .calls();

        for (String method : List.of(".heap", ".direct", ".malloc")) {
            assertThat(calls.method(CLASS + method).residentSelf)
                    .as(method)
                    .isCloseTo(64 * MEGABYTE, within(64 * MEGABYTE * 3 / 100));
        }
        assertThat(calls.events("CallRss"))
                .anyMatch(event -> event.getLong("residentBytes") >= 64 * MEGABYTE && event.getStackTrace() != null);
    }

    /** 64 times a line takes a MiB: each time is an event, and nothing of it is the next line's. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_linesTouchOneMiBEach_growthIsTheirsAndEachPassAnEvent(Path javaHome) throws Exception {
        RecordedCalls calls = RecordedRun.of(
                        javaHome,
                        directory,
                        "lines.jfc",
                        "include=com.acme.**",
                        List.of("-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:+UseSerialGC"), // nothing is ever copied
                        List.of("-cp", ChildJvm.PROGRAMS.toString(), CLASS))
                .calls();

        List<RecordedEvent> events = calls.events("LineRss");
        assertThat(events).allMatch(event -> event.getLong("residentBytes") >= 4096);
        for (String method : List.of(".heap", ".direct", ".malloc")) {
            assertThat(calls.linesOf(CLASS + method).residentSelf)
                    .as(method)
                    .isEqualTo(calls.method(CLASS + method).residentSelf)
                    .isCloseTo(64 * MEGABYTE, within(64 * MEGABYTE * 3 / 100));
            List<RecordedEvent> passes = events.stream()
                    .filter(event -> calls.nameOf(event).startsWith(CLASS + method + ":"))
                    .filter(event -> event.getLong("residentSelfBytes") >= MEGABYTE / 2)
                    .toList();
            assertThat(passes).as(method).hasSize(64);
            assertThat(passes)
                    .allMatch(event -> event.getLong("residentBytes") == event.getLong("residentSelfBytes"))
                    .allMatch(event -> event.getStackTrace() != null);
            assertThat(passes.stream().map(calls::nameOf).distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_collectorCopiesSurvivors_growthIsTheCollectors(Path javaHome) throws Exception {
        RecordedCalls calls = RecordedRun.of(
                        javaHome,
                        directory,
                        "include=com.acme.**",
                        List.of("-Xms1g", "-Xmx1g", "-Xmn20m", "-XX:+UseG1GC"),
                        KnownGrowth.class,
                        "200")
                .calls();

        long method = calls.method(CLASS + ".survivors").residentSelf;
        long collector = growth(calls, "GC Thread#") + growth(calls, "G1 ");
        assertThat(collector).isGreaterThan(150 * MEGABYTE);
        // What survives is 102,400 x 2 arrays of 1,016 bytes and a list; what is copied twice was touched before.
        assertThat(method + collector).isCloseTo(200 * MEGABYTE, within(200 * MEGABYTE / 10));
    }

    private static long growth(RecordedCalls calls, String threadName) {
        Map<Long, Long> first = new HashMap<>();
        Map<Long, Long> last = new HashMap<>();
        for (RecordedEvent sample : calls.events("ThreadSample")) {
            if (sample.getString("name").startsWith(threadName)) {
                first.putIfAbsent(sample.getLong("osThreadId"), sample.getLong("minorFaults"));
                last.put(sample.getLong("osThreadId"), sample.getLong("minorFaults"));
            }
        }
        long pages = 0;
        for (Map.Entry<Long, Long> thread : last.entrySet()) {
            pages += thread.getValue() - first.getOrDefault(thread.getKey(), 0L);
        }
        return pages * 4096;
    }
}
