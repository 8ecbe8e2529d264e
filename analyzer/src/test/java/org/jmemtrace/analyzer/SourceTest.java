// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code analyze source}, and the report by line. */
class SourceTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    /** Line 3 allocated 64 MiB, of which 32 were touched first; line 9 is beyond the end of the source. */
    private Path recording(String className) throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm()
                    .site(16, className, "grow")
                    .line(17, className, "grow", 3)
                    .line(18, className, "grow", 4)
                    .process(50 * MIB, 1000)
                    .node(1, 0, 1, 0, 0, 0)
                    .node(2, 1, 16, 1, 0, 0)
                    .node(3, 2, 17, 64, 64 * MIB, 32 * MIB)
                    .node(4, 2, 18, 1, 24, 0)
                    .total(1, 17, 64 * MIB, 32 * MIB, false)
                    .process(114 * MIB, 1000 + 16385);
            return fixture.writeTo(directory.resolve("lines.jfr"));
        }
    }

    private void write(String text) throws Exception {
        Files.createDirectories(directory.resolve("src/com/acme"));
        Files.writeString(directory.resolve("src/com/acme/Source.java"), text);
    }

    private Run source(Path recording, String regex) {
        return Run.analyze("source", recording, regex, "--source-path", directory.resolve("src"));
    }

    @Test
    void source_ofAClass_hasFiguresBesideItsLines() throws Exception {
        write("package com.acme;\nclass Leak {\n  byte[] b = new byte[64];\n  Leak next = this;\n}\n// 6\n// 7\n");
        Run run = source(recording("com.acme.Leak"), "Leak$");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("""
            com/acme/Source.java                           heap 64.0 MiB   resident 32.0 MiB
              line      heap     total  resident  hits
                 1         .         .         .     .  | package com.acme;
                 2         .         .         .     .  | class Leak {
            >    3  64.0 MiB  64.0 MiB  32.0 MiB    64  |   byte[] b = new byte[64];
                 4    24 B      24 B           .     1  |   Leak next = this;
                 5         .         .         .     .  | }
                 6         .         .         .     .  | // 6

            heap: what the line itself allocated. total: with woven callees. resident: pages
              that the line itself touched first. > took most.
            """);
    }

    @Test
    void source_notThereOrShorter_figuresStayAndItIsSaid() throws Exception {
        Path recording = recording("com.acme.Leak");
        assertThat(source(recording, "Leak").out())
                .contains("Source not found below: " + directory.resolve("src"))
                .contains(">    3  64.0 MiB");

        write("package com.acme;\n");
        assertThat(source(recording, "Leak").out())
                .contains("it has changed since")
                .contains(">    3  64.0 MiB");
    }

    /** Names and sources are data: neither leads out of the directory, nor to the terminal. */
    @Test
    void source_hostileNamesAndText_areHarmless() throws Exception {
        write("package com.acme; // \u001b[31m\n\tred\n");
        assertThat(source(recording("com.acme.Leak"), "Leak").out())
                .contains("\\u001b[31m")
                .doesNotContain("\u001b");
        Files.writeString(directory.resolve("Source.java"), "secret");
        assertThat(source(recording("../x"), "x").out())
                .contains("Source not found")
                .doesNotContain("secret");
    }

    @Test
    void source_nothingToShow_saysWhatToDo() throws Exception {
        Path lines = recording("com.acme.Leak");
        Path calls = Run.recordLeak(directory.resolve("calls.jfr"));
        assertThat(List.of(source(lines, "Cart").code(), source(calls, "Leak").code()))
                .containsOnly(4);
        assertThat(source(lines, "Leak(").code()).isEqualTo(2);
        assertThat(Run.analyze("source", lines).code()).isEqualTo(2);
        assertThat(source(directory.resolve("none.jfr"), "Leak").code()).isEqualTo(3);
        for (Run run : List.of(
                source(lines, "Cart"), source(calls, "Leak"), source(lines, "Leak("), Run.analyze("source", lines))) {
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).hasSize(3);
        }
    }

    @Test
    void report_ofLines_isByLineUnlessToldOtherwise() throws Exception {
        Path recording = recording("com.acme.Leak");
        assertThat(Run.analyze(recording).out())
                .contains("ALLOCATED ON THE JAVA HEAP BY LINE")
                .contains("com.acme.Leak.grow:3\n")
                .contains("hits  line");
        assertThat(Run.analyze("--by", "method", recording).out())
                .contains("ALLOCATED ON THE JAVA HEAP BY METHOD")
                .contains("com.acme.Leak.grow:16\n");
        assertThat(Run.analyze("--sort", "calls", recording).out()).contains("LINES BY HITS");
    }

    @Test
    void json_ofLines_hasThem() throws Exception {
        assertThat(Run.analyze("--json", recording("com.acme.Leak")).out().replaceAll("\\s+", ""))
                .contains("\"lines\":[{\"class\":\"com.acme.Leak\",\"method\":\"grow\",\"descriptor\":\"()V\","
                        + "\"file\":\"Source.java\",\"line\":3,\"hits\":64,\"allocatedSelfBytes\":67108864,"
                        + "\"allocatedTotalBytes\":67108864,\"residentSelfBytes\":33554432,");
    }
}
