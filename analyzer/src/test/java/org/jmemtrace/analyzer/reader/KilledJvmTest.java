// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jmemtrace.analyzer.RecordingFixture;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that is killed leaves a chunk without an end in its repository: what was flushed is read. */
class KilledJvmTest {
    @TempDir
    private Path directory;

    @Test
    void read_repositoryOfAKilledJvm_hasWhatWasFlushed() throws Exception {
        Path repository = directory.resolve("repository");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:FlightRecorderOptions=repository=" + repository,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = jvm.inputReader()) {
            // The first flush may have begun before the events were committed, the second has not.
            for (int flushes = 0; flushes < 2; ) {
                String line = output.readLine();
                assertThat(line).as("output of the JVM, which ended").isNotNull();
                flushes += Victim.FLUSHED.equals(line) ? 1 : 0;
            }
        } finally {
            jvm.destroyForcibly().waitFor();
        }
        Path chunks;
        try (Stream<Path> inside = Files.list(repository)) {
            chunks = inside.findFirst().orElseThrow();
        }
        Recording recording = RecordingReader.read(List.of(chunks.toString()));
        assertThat(recording.nodes()).anyMatch(node -> node.node() == 2 && node.calls() == 7);
        assertThat(recording.warnings()).anyMatch(w -> w.contains("was never finished"));
    }

    /** Records until it is killed, and says each time that the file was flushed. */
    static final class Victim {
        static final String FLUSHED = "flushed";

        private Victim() {}

        public static void main(String[] args) throws Exception {
            RecordingFixture fixture = new RecordingFixture();
            fixture.jvm().site(16, "p.A", "a").node(1, 0, Site.OUTSIDE, 0, 0, 0).node(2, 1, 16, 7, 70, 0);
            try (jdk.jfr.consumer.RecordingStream stream = new jdk.jfr.consumer.RecordingStream()) {
                stream.onFlush(() -> System.out.println(FLUSHED));
                stream.startAsync();
                Thread.sleep(60_000);
            }
        }
    }
}
