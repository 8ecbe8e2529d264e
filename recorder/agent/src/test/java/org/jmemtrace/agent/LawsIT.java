// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.KnownGrowth;
import com.acme.RandomWork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of any recording. */
final class LawsIT {
    @TempDir
    private Path directory;

    static Stream<Arguments> profiles() {
        return Jvms.homes().stream()
                .flatMap(home -> Stream.of(
                        Arguments.of(home, "calls.jfc", ""),
                        Arguments.of(home, "lines.jfc", ""),
                        Arguments.of(home, "lines.jfc", ",granularity=bytecode")));
    }

    /** Each way of keeping a heap that HotSpot has. */
    static Stream<Arguments> heaps() {
        return Jvms.homes().stream()
                .flatMap(home -> Stream.of(
                                "-XX:+UseSerialGC",
                                "-XX:+UseParallelGC",
                                "-XX:+UseG1GC",
                                "-XX:+UseZGC",
                                "-XX:+UseShenandoahGC",
                                "-XX:-UseCompressedOops",
                                "-XX:-UseCompressedClassPointers",
                                "-XX:+UseTransparentHugePages",
                                "-XX:-UseTLAB",
                                "-Xint")
                        .map(option -> Arguments.of(home, option)));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void allocated_randomThreads_treeSumsToTheThreadsCounter(Path javaHome, String profile, String settings)
            throws Exception {
        checkTrees(javaHome, profile, settings, List.of("-Xmx256m"));
    }

    @ParameterizedTest
    @MethodSource("heaps")
    void allocated_anyHeap_treeSumsToTheThreadsCounter(Path javaHome, String option) throws Exception {
        boolean has = ChildJvm.plain(javaHome).with(option).run("-version").exitCode() == 0;
        assumeTrue(has, () -> javaHome + " does not know " + option);
        checkTrees(javaHome, "calls.jfc", "", List.of("-Xmx256m", option));
    }

    /** To the byte: the sums over each thread's tree are what the thread's own counter moved by. */
    private void checkTrees(Path javaHome, String profile, String settings, List<String> options) throws Exception {
        RecordedRun run = RecordedRun.of(
                javaHome,
                directory,
                profile,
                "include=com.acme.RandomWork$Woven" + settings,
                options,
                List.of("-cp", ChildJvm.PROGRAMS.toString(), RandomWork.class.getName()));
        Map<Long, Long> trees = run.calls().perThread("allocatedBytes");
        List<String[]> counted = run.output().stream()
                .filter(line -> line.matches("\\d+ \\d+")) // what else there is are warnings of the JVM's
                .map(line -> line.split(" "))
                .toList();

        // Threads that did nothing tell what a thread's first probe takes before the program looks at its counter.
        long beforeTheProgramLooks =
                trees.getOrDefault(Long.parseLong(counted.get(0)[0]), 0L) - Long.parseLong(counted.get(0)[1]);
        assertThat(counted).hasSize(10);
        for (String[] thread : counted) {
            long counter = Long.parseLong(thread[1]);
            assertThat(trees.getOrDefault(Long.parseLong(thread[0]), 0L) - beforeTheProgramLooks)
                    .as("thread %s", thread[0])
                    .isEqualTo(counter);
        }
        assertThat(counted.subList(2, 10)).allMatch(thread -> Long.parseLong(thread[1]) > 1_000_000);
    }

    /** The growth of all threads is the change of RSS, where nothing is given back. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void resident_growingProgram_threadsSumToTheChangeOfRss(Path javaHome) throws Exception {
        RecordedCalls calls = RecordedRun.of(
                        javaHome,
                        directory,
                        "include=com.acme.**",
                        List.of("-Xms1g", "-Xmx1g", "-Xmn600m", "-XX:+UseSerialGC"),
                        KnownGrowth.class)
                .calls();
        List<RecordedEvent> samples = calls.events("ProcessSample");
        RecordedEvent first = samples.get(0);
        RecordedEvent last = samples.get(samples.size() - 1);
        long faults = last.getLong("minorFaults") - first.getLong("minorFaults");
        long change = last.getLong("vmRss") - first.getLong("vmRss");

        assertThat(change).isGreaterThan(190L << 20);
        // The kernel maps pages of files around a fault, and counts RSS in batches of 64 pages a thread.
        assertThat(faults * 4096).isCloseTo(change, within(change * 3 / 100));
        long woven = calls.perThread("residentBytes").values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(woven).isBetween(192L << 20, faults * 4096);
    }
}
