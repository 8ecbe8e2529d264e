// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jmemtrace.dtrace.NativeAllocations;
import org.jmemtrace.dtrace.NativeSum;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real JVM with the library in it, whose native allocation is known. */
class NativeIT {
    private static final String PROGRAM = """
            import java.nio.ByteBuffer;
            import java.util.ArrayList;
            import java.util.List;

            public class Buffers {
                static final List<Object> KEPT = new ArrayList<>();

                static void keep() {
                    KEPT.add(ByteBuffer.allocateDirect(1 << 20)); // line 9
                }

                static void release() throws Exception {
                    var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
                    field.setAccessible(true);
                    var unsafe = (sun.misc.Unsafe) field.get(null);
                    unsafe.freeMemory(unsafe.allocateMemory(3 << 20)); // line 16
                    long grown = unsafe.allocateMemory(5 << 20); // line 17
                    try {
                        unsafe.reallocateMemory(grown, 1L << 60); // line 19
                    } catch (OutOfMemoryError expected) {
                        KEPT.add(grown);
                    }
                }

                public static void main(String[] arguments) throws Exception {
                    for (int i = 0; i < 20; i++) {
                        keep();
                        release();
                    }
                    System.out.println("done");
                    System.exit(7);
                }
            }
            """;

    @TempDir
    private Path directory;

    static Stream<Path> homes() {
        return JavaInstallations.find().stream()
                .filter(java -> java.feature() >= JavaRuntime.OLDEST_FEATURE)
                .map(JavaRuntime::home);
    }

    @ParameterizedTest
    @MethodSource("homes")
    void launch_directAndUnsafeMemory_isExactByLine(Path javaHome) throws Exception {
        if (Executable.find("cc").isEmpty() && Executable.find("gcc").isEmpty()) {
            System.err.println("SKIPPED: there is no C compiler to make malloc_preload.so with");
            assumeThat(false).as("a C compiler").isTrue();
        }
        Path source = Files.writeString(directory.resolve("Buffers.java"), PROGRAM);
        assertThat(new ProcessBuilder(
                                javaHome.resolve("bin/javac").toString(),
                                "-g",
                                "-nowarn",
                                "-d",
                                directory.toString(),
                                source.toString())
                        .start()
                        .waitFor())
                .isZero();
        for (String sample : List.of("0", "64KiB")) {
            Path file = directory.resolve("native-" + sample + ".tsv");
            List<String> words = new ArrayList<>(List.of("native", "--sample", sample, "-o", file.toString(), "--"));
            words.addAll(List.of(
                    javaHome.resolve("bin/java").toString(), "-Xmx64m", "-cp", directory.toString(), "Buffers"));
            Captured record = new Captured();
            int exitCode = record.record(words.toArray(String[]::new));

            assertThat(exitCode).as("the program's own").isEqualTo(7);
            NativeAllocations all = NativeAllocations.read(file);
            assertThat(all.whole()).isTrue();
            assertThat(all.lostBlocks()).isZero();
            NativeSum kept = only(all, "Buffers.keep:9", 1 << 20);
            assertThat(kept.bytes()).isEqualTo(20L << 20);
            assertThat(kept.outstandingBytes()).isEqualTo(20L << 20);
            NativeSum released = only(all, "Buffers.release:16", 3 << 20);
            assertThat(released.bytes()).isEqualTo(60L << 20);
            assertThat(released.outstandingBytes()).isZero();
            NativeSum grown = only(all, "Buffers.release:17", 5 << 20);
            assertThat(grown.outstandingBytes()).as("its realloc failed").isEqualTo(100L << 20);
            assertThat(all.failedCalls()).isEqualTo(20);
            assertThat(all.bytes()).as("of what failed nothing").isLessThan(1L << 40);
            assertThat(record.err()
                            .lines()
                            .filter(line -> line.contains("Buffers.keep:9"))
                            .findFirst()
                            .orElse(""))
                    .startsWith("    20.0 MiB");
        }
    }

    /** The stack from that line whose blocks are of that size. */
    private static NativeSum only(NativeAllocations all, String place, long blockBytes) {
        return all.sums().stream()
                .filter(sum -> sum.place().equals(place) && sum.bytes() == sum.calls() * blockBytes)
                .findFirst()
                .orElseThrow();
    }
}
