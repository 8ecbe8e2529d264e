// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.SampleRecording;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;

/** Whole reports, letter by letter. */
class TextReportTest {
    private static final long MIB = 1 << 20;
    private static final long PAGE = 4096;

    private static String text(Profile profile, ReportOptions options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new TextReport(profile, options).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String golden(String name) throws Exception {
        try (InputStream in = TextReportTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A service that leaks for half an hour: everything a report can show. */
    private static SampleRecording checkout() {
        SampleRecording recording = new SampleRecording()
                .file("checkout.jfr")
                .exact()
                .method(16, "com.acme.img.ThumbCache", "decode", "([B)Lcom/acme/img/Thumb;", 86)
                .method(17, "com.acme.img.ThumbCache", "load", "(Lcom/acme/Key;)Lcom/acme/img/Thumb;", 60)
                .method(18, "com.acme.session.SessionStore", "put", "(Ljava/lang/String;)V", 57)
                .method(19, "com.acme.session.SessionStore", "put", "(Ljava/lang/String;I)V", 64)
                .method(20, "com.acme.http.internal.connection.pool.ConnectionManager", "acquireOrWait", "()V", 310)
                .node(1, 0, Site.OUTSIDE, 0, 3 * MIB, 512 * PAGE)
                .node(2, 1, 20, 31_204, 40 * MIB, 0)
                .node(3, 2, 17, 31_204, 9_310 * MIB, 1_200 * PAGE)
                .node(4, 3, 16, 31_204, 2_210 * MIB, 988 * MIB)
                .node(5, 1, Site.TOOL, 0, 1_234_567, 300 * PAGE)
                .nodeOf(102, 11, 0, Site.OUTSIDE, 0, 12_345, 0)
                .nodeOf(102, 12, 11, 18, 1_048_576, 4_870 * MIB, 502 * MIB)
                .nodeOf(102, 13, 12, 19, 2_097_152, 96, 0)
                .probe("call", 3_239_340, 9.5, 0)
                .tool("call trees (heap)", 5 * MIB)
                .tool("perf rings (native)", 24 * 1024);
        for (int minute = 0; minute <= 32; minute++) {
            recording.thread(minute * 60, 101, 1, "http-1", 1_000 + minute * 7_968L);
            recording.thread(minute * 60, 102, 2, "http-2", 500 + minute * 4_016L);
            recording.thread(minute * 60, 103, 0, "GC Thread#0", 90 + minute * 4_000L);
            recording.thread(minute * 60, 104, 0, "GC Thread#1", 90 + minute * 600L);
            recording.thread(minute * 60, 105, 0, "C2 CompilerThre", 10 + minute * 88L);
            recording.thread(minute * 60, 106, 0, "JFR Recorder Th", 40 + minute * 20L);
            recording.thread(minute * 60, 107, 0, "jmemtrace sampl", minute * 3L);
            recording.process(
                    minute * 60, (1_420 + minute * 68L) * MIB, 10_000 + minute * 17_000L, (300 + minute % 2) * MIB);
            recording.container(minute * 60, 4096 * MIB, (1_450 + minute * 68L) * MIB);
        }
        return recording;
    }

    @Test
    void write_halfAnHourOfLeak_isTheGoldenReport() throws Exception {
        assertThat(text(checkout().profile(), ReportOptions.defaults())).isEqualTo(golden("checkout.txt"));
    }

    @Test
    void write_halfAnHourOfLeak_fitsInto80Columns() {
        assertThat(text(checkout().profile(), ReportOptions.defaults()).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void write_everythingWrong_isTheGoldenReport() throws Exception {
        RecorderStatus status = new RecorderStatus();
        status.failedClasses = 2;
        status.firstFailure = "com.acme.Odd: \u001b[31mVerifyError";
        status.skippedMethods = 3;
        status.foldedNodes = 12;
        status.refusedRings = 1;
        status.raisedTriggers = 4;
        status.errors = 1;
        status.firstError = "java.io.IOException: no space left";
        Profile profile = new SampleRecording()
                .file("my file.jfr")
                .choice("allocated", "exact", "ThreadMXBean", "no TLAB words: libjvm exports no vmStructs")
                .choice("resident", "faults", "getrusage", "perf_event_open: Operation not permitted")
                .method(16, "com.acme.Evil\u202eName", "run")
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, 16, 100, 1_000, 0)
                .node(3, 1, Site.OTHER, 0, 0, 0)
                .node(4, 3, 99, 1, 10, 0)
                .node(5, 77, 16, 1, 10, 0)
                .probe("call", 101, 5, 16)
                .process(0, 100 * MIB, 10)
                .process(0.5, 90 * MIB, 20)
                .lost(2_048)
                .damaged("chunk 2 of 3 of my file.jfr is unreadable: it is truncated at 10 of 20 bytes")
                .status(status)
                .profile();
        assertThat(text(profile, ReportOptions.defaults())).isEqualTo(golden("everything-wrong.txt"));
    }

    /** As with the profile process: nothing is missing. */
    @Test
    void write_samplesAlone_looksLikeTheGoldenFile() throws Exception {
        SampleRecording recording = new SampleRecording().file("app.jfr").tool("perf rings (native)", 0);
        for (int second = 0; second <= 60; second++) {
            recording.process(second, (100 + 2 * second) * MIB, 1_000 + 512 * second, 20 * MIB);
            recording.allocated(second, 1, 7 * MIB * second);
        }
        recording.thread(0, 101, 0, "java", 1_000).thread(60, 101, 0, "java", 21_000);
        recording.thread(0, 102, 0, "GC Thread#0", 0).thread(60, 102, 0, "GC Thread#0", 10_000);
        recording.thread(0, 103, 0, "jmemtrace clock", 0).thread(60, 103, 0, "jmemtrace clock", 100);
        recording
                .mark(10.5, "load")
                .mark(30, "a \u001b[2Jhostile\n\u202elabel that goes on and on, for as long as it likes");
        recording.mark(59.2, "short").mark(59.4, "end");
        assertThat(text(recording.profile(), ReportOptions.defaults())).isEqualTo(golden("samples-alone.txt"));
    }

    @Test
    void write_noWovenMethod_saysWhereToLook() {
        Profile profile = new SampleRecording()
                .exact()
                .process(0, 100 * MIB, 10)
                .process(1, 200 * MIB, 20)
                .profile();
        assertThat(text(profile, ReportOptions.defaults()))
                .contains("RSS IS GROWING   100 -> 200 MiB")
                .contains("No woven method ran in this recording")
                .doesNotContain("BY METHOD");
    }

    @Test
    void write_ledgerOfTheRecorder_hasARowForEachCategoryAndNotesBelow() {
        Profile profile = new SampleRecording()
                .exact()
                .process(0, 100 * MIB, 10)
                .process(9, 200 * MIB, 20)
                .ledger(1, "Java heap, in use", 60 * MIB, "counted", "")
                .ledger(1, "evil \u001b[31mrow", 40 * MIB, "inferred", "needs a newer one")
                .ledger(1, "malloc, in use", 0, "inferred", "needs a newer one")
                .ledger(1, "code cache", 0, "counted", "")
                .ledger(1, "unexplained", MIB, "inferred", "")
                .ledger(8, "Java heap, in use", 150 * MIB, "counted", "")
                .ledger(8, "evil \u001b[31mrow", 30 * MIB, "inferred", "needs a newer one")
                .ledger(8, "malloc, in use", 20 * MIB, "inferred", "needs a newer one")
                .ledger(8, "code cache", 0, "counted", "")
                .ledger(8, "unexplained", 0, "inferred", "")
                .profile();
        assertThat(text(profile, ReportOptions.defaults())).contains("""
                WHERE THE RSS IS
                     start       end     change  share
                = 60.0 MiB   150 MiB  +90.0 MiB    91%  Java heap, in use
                ? 40.0 MiB  30.0 MiB  -10.0 MiB   -10%  evil \\u001b[31mrow
                ?    0 B    20.0 MiB  +20.0 MiB    20%  malloc, in use
                ? 1.00 MiB     0 B    -1.00 MiB    -1%  unexplained
                =  101 MiB   200 MiB  +99.0 MiB   100%  RSS
                  evil \\u001b[31mrow; malloc, in use: needs a newer one
                """);
    }

    @Test
    void write_ledgersOverTime_piledUpBelowTheLimit() {
        SampleRecording recording = new SampleRecording();
        for (int i = 0; i <= 40; i++) {
            recording.process(i, (100 + 5 * i) * MIB, 10).container(i, 350 * MIB, (100 + 5 * i) * MIB);
            if (i % 10 == 0) {
                recording
                        .ledger(i, "Java heap, in use", 40 * MIB, "counted", "")
                        .ledger(i, "Java heap, free but resident", 10 * MIB, "counted", "")
                        .ledger(i, "malloc, in use", (10 + 4 * i) * MIB, "inferred", "")
                        .ledger(i, "direct buffers", i * MIB, "inferred", "")
                        .ledger(i, "unexplained", 40 * MIB, "inferred", "");
            }
        }
        assertThat(text(recording.profile(), ReportOptions.defaults())).contains("""
                    320 MiB |- - - - - - - - - - - - - - - limit - - - - - - - - - - - -:::::::
                    240 MiB |                                 :::::::::::::############********
                    160 MiB |      :::::::::::::::####*****************************************
                   80.0 MiB |oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo
                          0 +------------------------------------------------------------------
                             0                                                           40.0 s
                             o Java heap * malloc # direct buffers : all other
                """);
    }

    @Test
    void write_counterOff_saysWhyInPlaceOfATable() {
        Profile profile = new SampleRecording()
                .choice("allocated", "exact", "TLAB words", "")
                .choice("resident", "off", "none", "no /proc on this system")
                .method(16, "p.A", "a")
                .node(1, 0, 16, 1, 8, 0)
                .profile();
        assertThat(text(profile, ReportOptions.defaults()))
                .contains("RESIDENT GROWTH BY METHOD\n  Not measured: no /proc on this system\n")
                .contains("RSS INCONCLUSIVE\n  RSS was never sampled in this recording.");
    }

    @Test
    void write_topOneAndExactBytes_closesWithTheRest() {
        ReportOptions options = new ReportOptions(
                1,
                new MethodFilter(List.of(), List.of()),
                Optional.empty(),
                Optional.of(MethodOrder.ALLOCATED_TOTAL),
                120,
                Ink.PLAIN,
                /* ascii= */ true,
                /* exactBytes= */ true,
                /* verbose= */ false,
                /* quiet= */ true);
        assertThat(text(checkout().profile(), options))
                .contains("(by allocated-total, top 1 of 5)")
                .contains("(4 other methods)")
                .contains("12,121,538,560")
                .doesNotContain("as data:");
    }

    @Test
    void write_blocksThatHadTheGarbageCollected_haveAColumnAndSuspects() {
        SampleRecording recording = new SampleRecording().block(0, "plain", 4096, 0);
        String hostile = "\u001b[31m" + "long ".repeat(100);
        for (int i = 1; i <= 5; i++) {
            recording
                    .retaining(i, "quiet", 0)
                    .retaining(i, "cache", i == 1 ? 900 : -8)
                    .retaining(i, hostile, 100_000);
        }
        String text = text(recording.profile(), ReportOptions.defaults());

        assertThat(text).contains("""
                BLOCKS                                 (all 4, by what the median run allocated)
                  runs  allocated     least      most  RSS change   retained  block
                =    1   4.00 KiB  4.00 KiB  4.00 KiB       0 B          n/a  plain
                """);
        assertThat(text)
                .containsPattern("=    5 .* n/a     -8 B    cache\n")
                .containsPattern("=    5 .* n/a      0 B    quiet\n")
                .containsPattern("=    5 .* n/a  \\+97.7 KiB  .*long");
        assertThat(text.lines().filter(line -> line.contains("Leak suspect")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(80)
                        .startsWith("  Leak suspect, each run leaves more on the heap (median +97.7 KiB): ")
                        .endsWith("...")
                        .doesNotContain("\u001b"));
    }

    /** Blocks of runs without collections have no such column. */
    @Test
    void write_blocksWithoutCollections_haveNoColumnForThem() {
        Profile profile = new SampleRecording().block(0, "plain", 4096, 0).profile();

        assertThat(text(profile, ReportOptions.defaults())).contains("BLOCKS").doesNotContain("retained");
    }

    @Test
    void write_manySamples_pictureIsNoWider() {
        SampleRecording recording = new SampleRecording().exact();
        for (int i = 0; i < 5_000; i++) {
            recording.process(i, (1 + i % 7) * MIB, 0);
        }
        assertThat(text(recording.profile(), ReportOptions.defaults()).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
