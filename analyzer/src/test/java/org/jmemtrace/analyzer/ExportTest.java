// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format holds all stacks, with the sums of the report. */
class ExportTest {
    private static final String HOSTILE = "=cmd|' /C calc';\u001b[31m,\"\u202e";
    private static final long ALLOCATED = 1000 + 70_000 + 300 + 128 + 5;
    private static final long RESIDENT = 4096 + 8192;

    @TempDir
    private Path directory;

    private Path recording = Path.of("");

    @BeforeEach
    void record() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(16, "com.acme.Main", "main").site(17, "com.acme.Cart", "add");
            fixture.line(20, "com.acme.Main", "main", 7)
                    .line(21, "com.acme.Cart", "add", 57)
                    .site(22, HOSTILE, "m");
            fixture.thread(101, 1, "main", 100).process(50 << 20, 1000);
            fixture.node(1, 0, 1, 0, 5, 0)
                    .node(2, 1, 16, 1, 300, 0) // main, at no probed line
                    .node(3, 2, 20, 10, 1000, 4096) // main:7
                    .node(4, 3, 17, 10, 0, 0) // main:7 > add
                    .node(5, 4, 21, 10, 70_000, 8192) // main:7 > add:57
                    .node(6, 2, 22, 1, 128, 0);
            recording = fixture.writeTo(directory.resolve("rec.jfr"));
        }
    }

    @Test
    void collapsed_lines_oneLineForEachStack() {
        Run run = Run.analyze("export", recording, "--format", "collapsed");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "(outside woven code) 5",
                        "com.acme.Main.main 300",
                        "com.acme.Main.main:7 1000",
                        "com.acme.Main.main:7;com.acme.Cart.add:57 70000",
                        "com.acme.Main.main;=cmd|' /C calc'\\u003b\\u001b[31m,\"\\u202e.m 128");
    }

    @Test
    void collapsed_methodsAndResidentGrowth_linesAreFolded() {
        Run run = Run.analyze("export", recording, "--format", "collapsed", "--by", "method", "--metric", "rss");

        assertThat(run.out().lines())
                .containsExactly("com.acme.Main.main 4096", "com.acme.Main.main;com.acme.Cart.add 8192");
    }

    @Test
    void speedscope_bothMetrics_framesAndSumsAgree() throws Exception {
        Path file = directory.resolve("rec.speedscope.json");
        assertThat(Run.analyze("export", recording, "-o", file).code()).isZero();

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("$schema").asText()).isEqualTo("https://www.speedscope.app/file-format-schema.json");
        for (JsonNode profile : json.get("profiles")) {
            long sum = StreamSupport.stream(profile.get("weights").spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .sum();
            assertThat(sum)
                    .isEqualTo(profile.get("endValue").asLong())
                    .isEqualTo(profile.get("name").asText().equals("allocated") ? ALLOCATED : RESIDENT);
            assertThat(profile.get("samples")).hasSameSizeAs(profile.get("weights"));
        }
        assertThat(json.get("profiles")).hasSize(2);
        assertThat(json.at("/shared/frames").findValuesAsText("name")).doesNotHaveDuplicates();
        assertThat(Files.readString(file)).doesNotContain("\u001b").doesNotContain("\u202e");
    }

    @Test
    void pprof_decoded_hasStacksLeafFirstAndBothValues() throws Exception {
        Path file = directory.resolve("rec.pb.gz");
        assertThat(Run.analyze("export", recording, "-o", file).code()).isZero();

        PprofFile decoded = PprofFile.read(file);
        assertThat(decoded.sampleTypes()).containsExactly("alloc_space/bytes", "resident_growth/bytes");
        assertThat(decoded.defaultType()).isEqualTo("alloc_space");
        assertThat(decoded.samples())
                .contains(
                        new PprofFile.Sample(
                                List.of("com.acme.Cart.add:57", "com.acme.Main.main:7"), List.of(70_000L, 8192L)),
                        new PprofFile.Sample(List.of("com.acme.Main.main:0"), List.of(300L, 0L)));
        assertThat(decoded.sum(0)).isEqualTo(ALLOCATED);
        assertThat(decoded.sum(1)).isEqualTo(RESIDENT);
    }

    @Test
    void csv_hostileNames_areNoFormulas() throws Exception {
        Path file = directory.resolve("rec.csv");
        assertThat(Run.analyze("export", recording, "-o", file).code()).isZero();

        List<String> rows = Files.readAllLines(file);
        assertThat(rows).hasSize(6);
        assertThat(rows)
                .contains("\"com.acme.Cart\",\"add\",\"Source.java\",57,\"\",70000,8192,\"com.acme.Main.main:7\"")
                .anyMatch(row -> row.startsWith("\"'=cmd|' /C calc';\\u001b[31m,\"\"\\u202e\",\"m\""));
    }

    @Test
    void firefox_tables_agree() throws Exception {
        Path file = directory.resolve("rec.firefox.json");
        assertThat(Run.analyze("export", recording, "-o", file, "--metric", "rss")
                        .code())
                .isZero();

        JsonNode thread = new ObjectMapper().readTree(file.toFile()).at("/threads/0");
        long sum = 0;
        for (JsonNode sample : thread.at("/samples/data")) {
            assertThat(sample.get(0).asInt())
                    .isBetween(0, thread.at("/stackTable/data").size() - 1);
            sum += sample.get(3).asLong();
        }
        assertThat(sum).isEqualTo(RESIDENT);
        for (JsonNode stack : thread.at("/stackTable/data")) {
            assertThat(stack.get(1).asInt())
                    .isLessThan(thread.at("/frameTable/data").size());
        }
        assertThat(thread.get("stringTable")).hasSameSizeAs(thread.at("/frameTable/data"));
    }

    @Test
    void json_export_isTheReportsDocument() throws Exception {
        Path file = directory.resolve("rec.json");
        assertThat(Run.analyze("export", recording, "-o", file).code()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(file.toFile())
                        .at("/tree/allocatedTotalBytes")
                        .asLong())
                .isEqualTo(ALLOCATED);
    }

    @Test
    void noFormat_saysWhichThereAre() {
        Run run = Run.analyze("export", recording);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines()).hasSize(3).first().asString().contains("no format given");
    }

    @Test
    void existingFile_isKept() throws Exception {
        Path file = Files.writeString(directory.resolve("rec.csv"), "mine");

        assertThat(Run.analyze("export", recording, "-o", file).code()).isEqualTo(ExitCode.USAGE);
        assertThat(file).hasContent("mine");
        assertThat(Run.analyze("export", recording, "-o", file, "-f").code()).isZero();
    }

    @Test
    void samplesAlone_haveNoStacks() throws Exception {
        Path empty;
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().process(50 << 20, 1000);
            empty = fixture.writeTo(directory.resolve("empty.jfr"));
        }

        assertThat(Run.analyze("export", empty, "--format", "csv").code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }
}
