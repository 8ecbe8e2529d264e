// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jmemtrace.events.JvmInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of recordings whose difference is known. */
class DiffTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    /** A program of three lines, the second of which allocates so much; its lines begin at a line. */
    private Path recording(String name, long secondLine, int firstLine, String lambda) throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(16, "com.acme.Main", "main").site(17, "com.acme.Main", lambda);
            fixture.line(20, "com.acme.Main", "main", firstLine)
                    .line(21, "com.acme.Main", "main", firstLine + 1)
                    .line(22, "com.acme.Main", "main", firstLine + 5)
                    .line(23, "com.acme.Main", lambda, firstLine + 9);
            fixture.thread(101, 1, "main", 100).process(50 * MIB, 1000);
            fixture.node(1, 0, 1, 0, 0, 0)
                    .node(2, 1, 16, 1, 0, 0)
                    .node(3, 2, 20, 10, 40 * MIB, MIB)
                    .node(4, 2, 21, 10, secondLine, MIB)
                    .node(5, 2, 22, 10, 30 * MIB, MIB)
                    .node(6, 2, 17, 10, 0, 0)
                    .node(7, 6, 23, 10, 10 * MIB, 0);
            fixture.thread(101, 1, "main", 400).process(60 * MIB, 3000);
            return fixture.writeTo(directory.resolve(name));
        }
    }

    private Path recording(String name, long secondLine) throws Exception {
        return recording(name, secondLine, 10, "lambda$main$0");
    }

    private static JsonNode json(Run run) throws Exception {
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void sameRecording_isQuiet() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Run run = Run.analyze(
                "diff", a, a, "--fail-on", "alloc>+3%", "--fail-on", "rss.peak>+64MiB", "--fail-on", "leak");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("4 other lines, within noise or below 0.05% of all")
                .contains("OK  3 of 3 conditions kept")
                .doesNotContain("more", "less", "FAIL");
    }

    @Test
    void outputNamedDash_isStandardOutput() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Run run = Run.analyze("diff", a, a, "-o", "-");

        assertThat(run.out()).isNotEmpty().isEqualTo(Run.analyze("diff", a, a).out());
        assertThat(Path.of("-")).doesNotExist();
    }

    @Test
    void fivePercentOnOneLine_areFoundAndNamed_twoTenthsAreNoise() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Path b = recording("b.jfr", 21 * MIB);
        Path c = recording("c.jfr", 20 * MIB + 20 * MIB / 500);

        assertThat(json(Run.analyze("diff", a, b, "--json")).get("lines"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get("name").asText()).isEqualTo("com.acme.Main.main");
                    assertThat(line.get("line").asInt()).isEqualTo(11);
                    assertThat(line.get("changeBytes").asLong()).isEqualTo(MIB);
                });
        assertThat(json(Run.analyze("diff", a, c, "--json")).get("lines")).isEmpty();
    }

    @Test
    void swappedSides_flipEverySign() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Path b = recording("b.jfr", 25 * MIB);
        JsonNode there = json(Run.analyze("diff", a, b, "--json"));
        JsonNode back = json(Run.analyze("diff", b, a, "--json"));

        for (String kind : List.of("measures", "lines")) {
            assertThat(there.get(kind)).hasSameSizeAs(back.get(kind)).isNotEmpty();
            for (int i = 0; i < there.get(kind).size(); i++) {
                assertThat(there.get(kind).get(i).get("changeBytes").asLong())
                        .isEqualTo(-back.get(kind).get(i).get("changeBytes").asLong());
                assertThat(there.get(kind).get(i).get("significant"))
                        .isEqualTo(back.get(kind).get(i).get("significant"));
            }
        }
    }

    @Test
    void movedLinesAndRenumberedLambdas_areNoChange() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Path b = recording("b.jfr", 20 * MIB, 107, "lambda$main$7");

        assertThat(json(Run.analyze("diff", a, b, "--json")).get("lines")).isEmpty();
    }

    @Test
    void brokenCondition_failsAndSaysSo() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Path b = recording("b.jfr", 30 * MIB);
        Path xml = directory.resolve("out.xml");
        Run run = Run.analyze("diff", a, b, "--fail-on", "alloc>+3%", "--fail-on", "resident>+1GiB", "--junit", xml);

        assertThat(run.code()).isEqualTo(ExitCode.REGRESSION);
        assertThat(run.out())
                .contains("FAIL alloc>+3%")
                .contains("FAIL  alloc>+3%: 100 -> 110 MiB (+10.0%, noise +-1.1%)");
        var suite = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(2);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void limitWithinTheNoise_isInconclusive() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Run run = Run.analyze("diff", a, a, "--fail-on", "alloc>+0.5%");

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out()).contains("the limit is within the noise");
    }

    @Test
    void severalRuns_measureTheirOwnNoise() throws Exception {
        List<Object> words = new ArrayList<>(List.of("diff", "--base", directory + "/base-*.jfr", "--json"));
        for (int i = 0; i < 4; i++) {
            recording("base-" + i + ".jfr", (20 + 4 * (i % 2)) * MIB);
            words.addAll(List.of("--new", recording("new-" + i + ".jfr", (21 + 4 * (i % 2)) * MIB)));
        }
        JsonNode noisy = json(Run.analyze(words.toArray()));

        JsonNode allocated = noisy.get("measures").get(0);
        assertThat(allocated.get("changeBytes").asLong()).isEqualTo(MIB);
        assertThat(allocated.get("noiseMeasured").asBoolean()).isTrue();
        // Four runs of 20 and 24 on each side: variances of 16/3, a standard error of sqrt(8/3), 2.45 for 6 degrees.
        assertThat(allocated.get("noiseBytes").asLong()).isEqualTo(Math.round(2.45 * Math.sqrt(8 / 3.0) * MIB));
        assertThat(noisy.get("lines")).isEmpty();
    }

    @Test
    void unlikeJvms_areRefusedUnlessForced() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Path other;
        try (RecordingFixture fixture = new RecordingFixture()) {
            JvmInfo jvm = new JvmInfo();
            jvm.pid = RecordingFixture.PID;
            jvm.version = "25.0.3+9";
            fixture.event(jvm);
            fixture.process(50 * MIB, 1000);
            other = fixture.writeTo(directory.resolve("other.jfr"));
        }
        Run run = Run.analyze("diff", a, other);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("not alike: JDK 17 and 25").contains("--force-compare");
        assertThat(Run.analyze("diff", a, other, "--force-compare").code()).isZero();
    }

    @Test
    void markdown_holdsTheSame() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        Path b = recording("b.jfr", 30 * MIB);
        Path file = directory.resolve("mem.md");

        assertThat(Run.analyze("diff", a, b, "--format", "markdown", "-o", file).code())
                .isZero();
        assertThat(Files.readAllLines(file))
                .contains("| allocated | 100 MiB | 110 MiB | +10.0% | ±1.1% | more |")
                .contains("| +10.0 MiB | ±307 KiB | `com.acme.Main.main:11` |");
    }

    @Test
    void oddConditions_areExplained() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        for (String odd : List.of("alloc", "alloc>3x", "heap>3%", "=1+1", "alloc>>3")) {
            Run run = Run.analyze("diff", a, a, "--fail-on", odd);
            assertThat(run.code()).as(odd).isEqualTo(ExitCode.USAGE);
            assertThat(run.err().lines()).as(odd).hasSize(3);
        }
    }

    @Test
    void perOperation_withoutAny_isInconclusive() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);
        assertThat(Run.analyze("diff", a, a, "--per", "op=Checkout").code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(Run.analyze("diff", a, a, "--per", "second").code()).isZero();
        assertThat(Run.analyze("diff", a, a, "--per", "hour").code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void check_budgets_haveTheirExitCodes() throws Exception {
        Path a = recording("a.jfr", 20 * MIB);

        assertThat(Run.analyze("check", a, "--max", "rss.peak<=60MiB", "--max", "alloc<=100MiB")
                        .code())
                .isZero();
        Run exceeded = Run.analyze("check", a, "--max", "rss.peak<60MiB", "--max", "alloc<=100MiB");
        assertThat(exceeded.code()).isEqualTo(ExitCode.REGRESSION);
        assertThat(exceeded.out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("FAIL rss.peak<60MiB 60.0 MiB", "OK alloc<=100MiB 100 MiB");
        assertThat(Run.analyze("check", a, "--max", "direct.peak<1GiB").code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(Run.analyze("check", a).code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.analyze("check", a, "--max", "alloc<3%").code()).isEqualTo(ExitCode.USAGE);
    }
}
