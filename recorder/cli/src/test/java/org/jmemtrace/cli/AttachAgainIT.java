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

/** A JVM that is attached to a hundred times more has nothing more in it than before. */
@Timeout(value = 4000, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AttachAgainIT {
    private static final int TIMES = 170;

    /** By then most of what is made once is there: a method handle's code is made anew when it is called for the 127th time. */
    private static final int SETTLED = 70;

    /** Lambda forms and accessors that the JDK makes when something was called often: 14 to 17 in a thousand times. */
    private static final long CLASSES_MADE_LATE = 10;

    /** What the JIT notes of methods that get warm: 5 %, as much without a woven class, and no more after 600 times. */
    private static final long METASPACE_PERCENT = 110;

    @TempDir
    private Path directory;

    /** What a JVM holds that must stay the same. */
    private record Held(List<String> files, List<String> threads, List<String> temporaryFiles) {}

    @ParameterizedTest
    @MethodSource("org.jmemtrace.cli.TargetProgram#javas")
    void attach_aHundredTimesMore_nothingGrows(JavaRuntime java) throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        try (RecordHere record = new RecordHere(directory);
                TargetProgram target = TargetProgram.start(
                        TargetProgram.java(java), directory, "-Djava.io.tmpdir=" + temporary, "-XX:+UseSerialGC")) {
            target.ask("metaspace"); // the question makes the program load classes, too
            attach(record, target, SETTLED);
            Held settled = held(target, temporary);
            long metaspaceBytes = Long.parseLong(target.ask("metaspace"));
            long classes = classes(target);
            attach(record, target, TIMES - SETTLED);

            assertThat(held(target, temporary)).isEqualTo(settled);
            assertThat(Long.parseLong(target.ask("metaspace"))).isLessThan(metaspaceBytes * METASPACE_PERCENT / 100);
            assertThat(classes(target)).isBetween(classes - CLASSES_MADE_LATE, classes + CLASSES_MADE_LATE);
        }
    }

    private void attach(RecordHere record, TargetProgram target, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            attach(record, target);
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
        try (Stream<Path> files = Files.walk(temporary)) {
            return new Held(
                    target.openFiles(),
                    target.threads().stream()
                            .filter(name -> !name.matches("C[12] Comp.*")) // as many as there is to compile
                            .toList(),
                    files.map(Path::toString).sorted().toList());
        }
    }

    /** As the JVM has them. Its counters of loaded classes also count each weaving of one, and never count it down. */
    private static long classes(TargetProgram target) throws Exception {
        target.ask("metaspace"); // collects garbage first, classes that nobody needs among it
        try (AttachChannel channel = AttachChannel.open(TargetProcess.require(target.pid()))) {
            return channel.ask("VM.class_hierarchy")
                    .lines()
                    .filter(line -> line.contains("|--"))
                    .count();
        }
    }
}
