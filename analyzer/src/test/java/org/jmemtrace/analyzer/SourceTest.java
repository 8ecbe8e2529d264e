// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmemtrace.events.CounterChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code analyze source}, and the report by line. */
class SourceTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    /** Line 3 allocated 64 MiB, of which 32 were touched first. */
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
              Source: %s
              line heap total resident hits | MiB, . below 0.05 MiB
                 1    .     .        .    . | package com.acme;
                 2    .     .        .    . | class Leak {
            >    3 64.0  64.0     32.0   64 |   byte[] b = new byte[64];
                 4    .     .        .    1 |   Leak next = this;
                 5    .     .        .    . | }
                 6    .     .        .    . | // 6

            heap: what the line itself allocated. total: with woven callees. resident: pages
              that the line itself touched first. Native methods that it calls count as the
              line itself. hits: how often it was begun. > took most.
            """.formatted(directory.resolve("src/com/acme/Source.java")));
    }

    @Test
    void source_indentedAndFarApart_isAsFarLeftAsItGoesWithGaps() throws Exception {
        write("\n\n\t\tfirst();\n\t\t\tsecond();\n\n\n\n\n\t\tlast();\n");
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm()
                    .site(16, "com.acme.Leak", "grow")
                    .line(17, "com.acme.Leak", "grow", 3)
                    .line(18, "com.acme.Leak", "grow", 9)
                    .node(1, 0, 1, 0, 0, 0)
                    .node(2, 1, 16, 1, 0, 0)
                    .node(3, 2, 17, 1, 16, 0)
                    .node(4, 2, 18, 1, 24, 0);
            assertThat(source(fixture.writeTo(directory.resolve("gaps.jfr")), "Leak")
                            .out())
                    .contains("""
                          line heap total resident hits | B
                             3   16    16        .    1 | first();
                             4    .     .        .    . |     second();
                           ...
                        >    9   24    24        .    1 | last();
                        """);
        }
    }

    /** Neither what was not measured nor what was lost may look like nothing. */
    @Test
    void source_counterOffAndEventsLost_saysSo() throws Exception {
        CounterChoice off = new CounterChoice();
        off.counter = "resident";
        off.resolution = "off";
        off.reason = "no permission";
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.choice("allocated", "exact", "TLAB words")
                    .event(off)
                    .site(16, "com.acme.Leak", "grow")
                    .line(17, "com.acme.Leak", "grow", 3)
                    .node(2, 99, 16, 1, 0, 0)
                    .node(3, 2, 17, 1, 16, 0);
            assertThat(source(fixture.writeTo(directory.resolve("off.jfr")), "Leak")
                            .out())
                    .contains("resident n/a")
                    .contains(">    3   16    16      n/a    1")
                    .contains("- resident: not measured: no permission")
                    .contains("- 1 context without a known caller");
        }
    }

    /** Line 3 is of a method and of a lambda that it calls: added up, what the lambda took would be counted twice. */
    @Test
    void source_lineOfTwoMethodsAndBytecodes_countsNothingTwice() throws Exception {
        write("\n\nall.map(x -> new byte[1000]);\n");
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm()
                    .site(16, "com.acme.Leak", "grow")
                    .bytecode(17, "com.acme.Leak", "grow", 3, 5, "Stream.map")
                    .bytecode(18, "com.acme.Leak", "grow", 3, 9, "new int[]")
                    .site(19, "com.acme.Leak$1", "apply")
                    .bytecode(20, "com.acme.Leak$1", "apply", 3, 0, "new byte[]")
                    .node(1, 0, 1, 0, 0, 0)
                    .node(2, 1, 16, 2, 0, 0)
                    .node(3, 2, 17, 2, 100, 0)
                    .node(4, 2, 18, 1, 40, 0)
                    .node(5, 3, 19, 10, 0, 0)
                    .node(6, 5, 20, 10, 1000, 0)
                    .total(1, 17, 1100, 0, false)
                    .total(1, 18, 40, 0, false)
                    .total(1, 20, 1000, 0, false);
            Path recording = fixture.writeTo(directory.resolve("two.jfr"));
            assertThat(source(recording, "Leak").out())
                    .contains(">    3 1,140 1,140        .   12 | all.map")
                    .contains("hits: how often its most passed");
            assertThat(source(recording, "Leak$").out()).contains(">    3  140 1,140        .    2 | all.map");
        }
    }

    @Test
    void source_notThereOrShorter_figuresStayAndItIsSaid() throws Exception {
        Path recording = recording("com.acme.Leak");
        assertThat(source(recording, "Leak").out())
                .contains("source not found: looked in")
                .contains(">    3 64.0  64.0     32.0   64");

        write("package com.acme;\n");
        assertThat(source(recording, "Leak").out())
                .contains("Line 4 ran, but the source ends at 1")
                .contains(">    3 64.0  64.0     32.0   64");
    }

    /** Names and sources are data: neither leads out of the directory, nor to the terminal. */
    @Test
    void source_hostileNamesAndText_areHarmless() throws Exception {
        write("package com.acme; // \u001b[31m\n\tred\n");
        assertThat(source(recording("com.acme.Leak"), "Leak").out())
                .contains("\\u001b[31m")
                .doesNotContain("\u001b");
        Files.writeString(directory.resolve("Source.java"), "secret");
        String root = directory.toString().replace('/', '.');
        for (String name : List.of("../x", "..x", "com..x", root + ".x", "a.../x")) {
            assertThat(source(recording(name), "x").out())
                    .contains("source not found")
                    .doesNotContain("secret");
        }
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
                .contains("hits  line")
                .contains("analyze source " + recording + " Leak");
        assertThat(Run.analyze("--by", "method", recording).out())
                .contains("ALLOCATED ON THE JAVA HEAP BY METHOD")
                .contains("com.acme.Leak.grow:16\n");
        assertThat(Run.analyze("--sort", "calls", recording).out()).contains("LINES BY HITS");

        Run none = Run.analyze("--by", "line", Run.recordLeak(directory.resolve("calls.jfr")));
        assertThat(none.code()).isEqualTo(4);
        assertThat(none.out()).isEmpty();
        assertThat(none.err().lines()).hasSize(3).first().asString().endsWith("calls.jfr: no lines were recorded");
    }

    /** What methods took in front of their first line is no line's; with it and the rest the column adds up. */
    @Test
    void report_ofLines_hasARowForWhatIsOfNone() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm()
                    .site(16, "com.acme.Leak", "grow")
                    .bytecode(17, "com.acme.Leak", "grow", 3, 0, "new com.acme.Cart[]")
                    .bytecode(18, "com.acme.Leak", "grow", 3, 7, "new byte[]")
                    .node(1, 0, 1, 0, 4, 0)
                    .node(2, 1, 16, 1, 30, 0)
                    .node(3, 2, 17, 1, 600, 0)
                    .node(4, 2, 18, 1, 66, 0)
                    .node(5, 1, 2, 0, 300, 0);
            assertThat(Run.analyze("--top", "1", fixture.writeTo(directory.resolve("rest.jfr")))
                            .out())
                    .contains("ALLOCATED ON THE JAVA HEAP BY LINE   1000 B")
                    .contains("""
                             self  share    total  hits  line
                        = 600 B      60%  600 B       1  com.acme.Leak.grow:3 new Cart[]
                        =   4 B      <1%                 (outside woven code)
                        = 300 B      30%                 (jmemtrace)
                        =  30 B       3%                 (methods, outside of their lines)
                        =  66 B       7%                 (1 other bytecode)
                        """);
        }
    }

    @Test
    void json_ofLines_hasThem() throws Exception {
        assertThat(Run.analyze("--json", recording("com.acme.Leak")).out().replaceAll("\\s+", ""))
                .contains("\"lines\":[{\"class\":\"com.acme.Leak\",\"method\":\"grow\",\"descriptor\":\"()V\","
                        + "\"file\":\"Source.java\",\"line\":3,\"hits\":64,\"allocatedSelfBytes\":67108864,"
                        + "\"allocatedTotalBytes\":67108864,\"residentSelfBytes\":33554432,");
    }
}
