// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jmemtrace.analyzer.attribution.AllocationRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Estimates from real recordings of programs whose allocation is known: the intervals hold what they promise. */
class EstimatesTest {
    private static final int RUNS = 50;
    private static final int LEAST_HELD = 45;
    private static final long ROUND_BYTES = 4L * (8 << 20);

    @TempDir
    private Path directory;

    /** This JDK, and a newer one if it is found. */
    static Stream<Arguments> jdksAndShares() throws IOException {
        List<Path> jdks = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        String newer = System.getenv("JAVA25_HOME");
        if (newer != null) {
            jdks.add(Path.of(newer));
        } else if (Files.isDirectory(Path.of("/usr/lib/jvm"))) {
            try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
                all.filter(home -> home.toString().contains("-25-") && Files.exists(home.resolve("bin/java")))
                        .limit(1)
                        .forEach(jdks::add);
            }
        }
        if (jdks.size() == 1) {
            System.err.println("SKIPPED: the same with a newer JDK, of which none was found");
        }
        return jdks.stream().flatMap(jdk -> Stream.of(Arguments.of(jdk, 1, 1, 1), Arguments.of(jdk, 1, 9, 4)));
    }

    @ParameterizedTest
    @MethodSource("jdksAndShares")
    void estimate_50RecordingsOfKnownShares_truthIsInNineOfTenIntervals(Path jdk, int large, int middling, int small)
            throws Exception {
        Process process = new ProcessBuilder(
                        jdk.resolve("bin/java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KnownShares.class.getName(),
                        directory.toString(),
                        Integer.toString(RUNS),
                        Integer.toString(large),
                        Integer.toString(middling),
                        Integer.toString(small))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();

        Map<String, Long> truths =
                Map.of("large", large * ROUND_BYTES, "middling", middling * ROUND_BYTES, "small", small * ROUND_BYTES);
        Map<String, Integer> held = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>();
        for (int run = 0; run < RUNS; run++) {
            Profile profile = Profile.of(
                    RecordingReader.read(List.of(directory.resolve(run + ".jfr").toString())));
            for (AllocationRow row : profile.sampledMethods()) {
                String method = row.key().frame().map(frame -> frame.method()).orElse("");
                long truth = truths.getOrDefault(method, -1L);
                if (truth >= 0) {
                    held.merge(method, row.lowBytes() <= truth && truth <= row.highBytes() ? 1 : 0, Integer::sum);
                    sums.merge(method, row.bytes(), Long::sum);
                }
            }
        }
        assertThat(held.keySet()).isEqualTo(new TreeMap<>(truths).keySet());
        assertThat(held)
                .allSatisfy((method, times) -> assertThat(times).as(method).isGreaterThanOrEqualTo(LEAST_HELD));
        truths.forEach((method, truth) -> assertThat(sums.getOrDefault(method, 0L) / (double) RUNS)
                .as("mean of " + method)
                .isBetween(truth * 0.95, truth * 1.05));
    }
}
