// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code record process-tree --json} writes. */
class SampleLinesTest {
    private static final long BEGIN = 1_795_468_571_000_000_000L;
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    /** With the keys and in the order of the recorder's lines. */
    private static String line(int sample, long pid, long ppid, String name, long rssMib, String pss) {
        return "{\"sample\":" + sample + ",\"epochNanos\":" + (BEGIN + sample * 1_000_000_000L)
                + ",\"elapsedNanos\":" + sample * 1_000_000_000L + ",\"pid\":" + pid + ",\"ppid\":" + ppid
                + ",\"startTicks\":1,\"ageNanos\":null,\"depth\":0,\"name\":\"" + name
                + "\",\"status\":\"S\",\"rssBytes\":" + rssMib * MIB
                + ",\"rssAnonBytes\":1,\"rssFileBytes\":1,\"rssShmemBytes\":0,\"pssBytes\":" + pss
                + ",\"ussBytes\":null,\"swapBytes\":0,\"sizeBytes\":1,\"cpuPercent\":1.250,\"userNanos\":"
                + sample * 10_000_000L + ",\"systemNanos\":0,\"threads\":1,\"minorFaults\":" + sample * 100
                + ",\"majorFaults\":0,\"contextSwitches\":1,\"openFiles\":4,\"netConnections\":null,"
                + "\"pssAgeNanos\":0,\"commandLine\":\"x\"}\n";
    }

    private Path tree(String... more) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(line(i, 10, 1, "make", 5, Long.toString(4 * MIB)));
            if (i >= 5 && i < 30) {
                lines.append(line(i, 11, 10, "cc\\u001b[31m1", 10 + i, Long.toString((8 + i) * MIB)));
            }
        }
        return Files.writeString(directory.resolve("tree.jsonl"), lines + String.join("", more));
    }

    @Test
    void analyze_tree_hasVerdictPictureAndTable() throws Exception {
        Run run = Run.analyze(tree());

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("tree.jsonl   39.0 s\n")
                .contains("Quality A: samples alone, nothing woven, PSS every 1.0 s, nothing lost")
                .contains("PSS OF ALL PROCESSES INCONCLUSIVE   4.00 -> 4.00 MiB")
                .contains("0 +-----")
                .contains("PROCESS TREE, PSS")
                .contains("= 4.00 MiB  4.00 MiB  4.00 MiB    0 ms   10  make")
                .contains("=        -         -  37.0 MiB  29.0 s   11    cc\\u001b[31m1")
                .contains("= 4.00 MiB  4.00 MiB  41.0 MiB  29.0 s       total")
                .doesNotContain("WHAT JMEMTRACE ITSELF TOOK", "No woven method", "\u001b");
    }

    @Test
    void analyzeJson_tree_hasProcessesAndTimeline() throws Exception {
        JsonNode report =
                new ObjectMapper().readTree(Run.analyze("--json", tree()).out());

        assertThat(report.at("/recording/eventCounts/jmemtrace.ProcessSample").asLong())
                .isEqualTo(65);
        assertThat(report.at("/processes/1/peakPssBytes").asLong()).isEqualTo(37 * MIB);
        assertThat(report.at("/processes/1/firstRssBytes").asLong()).isEqualTo(15 * MIB);
        assertThat(report.at("/timeline")).hasSize(40);
        assertThat(report.at("/timeline/29/rssBytes").asLong()).isEqualTo(41 * MIB);
    }

    @Test
    void analyze_oneProcessWhosePssIsNotTold_isAboutItsRss() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(line(i, 10, 1, "leak", 50 + 10 * i, "null"));
        }
        Path file = Files.writeString(directory.resolve("one.jsonl"), lines);

        assertThat(Run.analyze(file).out())
                .contains("RSS IS GROWING   50.0 -> 440 MiB   +390 MiB   +600 MiB/min")
                .doesNotContain("PROCESS TREE");
    }

    @Test
    void analyze_lastLineCut_warnsAndReadsTheOthers() throws Exception {
        String cut = line(40, 10, 1, "make", 5, "null");
        Run run = Run.analyze(tree(cut.substring(0, cut.length() / 2)));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Quality B")
                .contains("- 1 line is no sample, as the last one of a run that was killed: left out");
    }

    @Test
    void analyze_hostileLines_areLeftOut() throws Exception {
        Run run = Run.analyze(tree(
                "[[[[\n",
                "{\"pid\":99999999999999999999,\"epochNanos\":1}\n",
                "{\"pid\":7}\n",
                "\n",
                "{\"sample\":{\"a\":[1,2,{}]},\"pid\":7,\"epochNanos\":-1}\n",
                "x".repeat(3_000_000) + "\n",
                "\0\0\0"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("6 lines are no samples");
    }

    @Test
    void analyze_noLineIsASample_isUnreadable() throws Exception {
        Path file = Files.writeString(directory.resolve("bad.jsonl"), "{\"sample\":0,\n{\"sample\":1}\n");
        Run run = Run.analyze(file);

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("bad.jsonl cannot be read").contains("None of its lines is a sample");
    }

    @Test
    void analyze_linesBesideAnotherFile_isUsage() throws Exception {
        Path recording = Run.recordLeak(directory.resolve("leak.jfr"));
        Run run = Run.analyze(recording, tree());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("is not the only file");
    }
}
