// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that is attached to for the hundredth time has nothing more in it than after the first few. */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachAgainIT {
    private static final int TIMES = 100;

    /** By then all that is made once is there, as lambda forms and compiled probes. */
    private static final int SETTLED = 20;

    @TempDir
    private Path directory;

    /** What a JVM holds. */
    private record Held(List<String> files, List<String> threads, long classes, List<String> temporaryFiles) {}

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_hundredTimes_nothingGrows(JavaRuntime java) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (RecordHere record = new RecordHere(directory);
                TargetProgram target = TargetProgram.start(
                        TargetProgram.java(java), directory, "-Djava.io.tmpdir=" + temporary, "-XX:+UseSerialGC")) {
            Held settled = null;
            long settledMetaspaceBytes = 0;
            for (int i = 1; i <= TIMES; i++) {
                attach(record, target);
                if (i == SETTLED) {
                    settled = held(target, temporary);
                    settledMetaspaceBytes = Long.parseLong(target.ask("metaspace"));
                }
            }
            Held last = held(target, temporary);
            long metaspaceBytes = Long.parseLong(target.ask("metaspace"));

            System.err.printf(
                    "Java %d: %d files, %d threads, %d classes; metaspace %d, then %d bytes%n",
                    java.feature(),
                    last.files().size(),
                    last.threads().size(),
                    last.classes(),
                    settledMetaspaceBytes,
                    metaspaceBytes);
            assertThat(last).isEqualTo(settled);
            // Two percent are what the JIT's profiles of methods that got warm meanwhile take.
            assertThat(metaspaceBytes).isLessThan(settledMetaspaceBytes * 102 / 100);
        }
    }

    private void attach(RecordHere record, TargetProgram target) throws Exception {
        Path file = directory.resolve("r.jfr");
        int exitCode = record.run(
                "attach", "-f", "--duration", "20ms", "--include", Attended.class.getName(), "-o", file, target.pid());
        assertThat(exitCode).as(record.errors()).isZero();
        assertThat(Files.size(file)).isPositive();
    }

    private static Held held(TargetProgram target, Path temporary) throws Exception {
        Waiting.until(() -> target.threads().stream().noneMatch(name -> name.startsWith("jmemtrace")));
        long classes = Long.parseLong(target.ask("classes"));
        try (Stream<Path> files = Files.walk(temporary)) {
            return new Held(
                    target.openFiles(),
                    target.threads().stream()
                            // As many as it has to compile, and of those that answer us none is left after a while.
                            .filter(name -> !name.startsWith("C1 Comp") && !name.startsWith("C2 Comp"))
                            .toList(),
                    classes,
                    files.map(Path::toString).sorted().toList());
        }
    }
}
