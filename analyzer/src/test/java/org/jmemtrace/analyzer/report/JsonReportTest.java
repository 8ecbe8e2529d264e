// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.SampleRecording;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    private static final long MIB = 1 << 20;

    private static String json(Profile profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new JsonReport(profile, ReportOptions.defaults(), "tool 1").write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(String json) throws Exception {
        return new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(json);
    }

    private static SampleRecording recording() {
        return new SampleRecording()
                .exact()
                .method(16, "p.A", "a")
                .method(17, "p.B", "b")
                .node(1, 0, Site.OUTSIDE, 0, 7, 4096)
                .node(2, 1, 16, 3, 100, 0)
                .node(3, 2, 17, 5, 1000, 8192)
                .node(4, 1, Site.TOOL, 0, 50, 0)
                .probe("call", 8, 9.5, 0)
                .tool("call trees (heap)", 4_000)
                .process(0, 100 * MIB, 10, 20 * MIB)
                .process(1, 101 * MIB, 40, 20 * MIB);
    }

    @Test
    void write_labels_givesAPhaseForEach() throws Exception {
        JsonNode phases = parse(json(recording()
                        .mark(0.5, "a \u001b[2J\"")
                        .mark(0.75, "b")
                        .process(2, 103 * MIB, 50)
                        .profile()))
                .get("phases");

        assertThat(phases).hasSize(3);
        assertThat(names(phases.get(2)))
                .containsExactly(
                        "label",
                        "startEpochNanos",
                        "durationNanos",
                        "rssStartBytes",
                        "rssEndBytes",
                        "rssChangeBytes",
                        "rssPeakBytes",
                        "source");
        assertThat(phases.at("/1/label").asText()).isEqualTo("a \u001b[2J\"");
        assertThat(names(phases.get(1)))
                .as("no sample falls in it")
                .containsExactly("label", "startEpochNanos", "durationNanos", "source");
        assertThat(phases.at("/2/startEpochNanos").asLong())
                .isEqualTo(SampleRecording.BEGIN_NANOS + 3 * SampleRecording.SECOND / 4);
        assertThat(phases.at("/2/durationNanos").asLong()).isEqualTo(5 * SampleRecording.SECOND / 4);
        assertThat(phases.at("/2/rssChangeBytes").asLong()).isEqualTo(9 * MIB / 4);
        assertThat(phases.at("/2/source").asText()).isEqualTo("inferred");
    }

    @Test
    void write_anyRecording_hasTheDocumentedKeys() throws Exception {
        JsonNode report = parse(json(recording().profile()));
        assertThat(names(report))
                .containsExactly(
                        "schema",
                        "tool",
                        "recording",
                        "methods",
                        "lines",
                        "types",
                        "tree",
                        "objects",
                        "blocks",
                        "processes",
                        "timeline",
                        "ledger",
                        "phases",
                        "exceptions",
                        "native",
                        "threads",
                        "overhead",
                        "verdict");
        assertThat(report.get("schema").asText()).isEqualTo("jmemtrace.report/1");
        assertThat(names(report.get("recording")))
                .contains(
                        "files",
                        "startEpochNanos",
                        "durationNanos",
                        "jvm",
                        "quality",
                        "warnings",
                        "lostBytes",
                        "eventCount",
                        "eventCounts",
                        "resolution");
        assertThat(names(report.at("/methods/0")))
                .contains(
                        "class",
                        "method",
                        "descriptor",
                        "calls",
                        "allocatedSelfBytes",
                        "allocatedTotalBytes",
                        "residentSelfBytes",
                        "residentTotalBytes",
                        "source",
                        "intervalLowBytes",
                        "intervalHighBytes");
    }

    @Test
    void write_methods_areRawIntegersInTheOrderOfAllocation() throws Exception {
        JsonNode methods = parse(json(recording().profile())).get("methods");
        assertThat(methods)
                .extracting(row -> row.get("method").asText())
                .containsExactly("b", "a", "(jmemtrace)", "(outside woven code)");
        JsonNode a = methods.get(1);
        assertThat(a.get("allocatedSelfBytes").isIntegralNumber()).isTrue();
        assertThat(a.get("allocatedTotalBytes").asLong()).isEqualTo(1100);
        assertThat(a.get("residentTotalBytes").asLong()).isEqualTo(8192);
        assertThat(a.get("source").asText()).isEqualTo("counted");
        assertThat(a.get("intervalLowBytes").asLong()).isEqualTo(100);
        assertThat(a.get("intervalHighBytes").asLong()).isEqualTo(100);
        assertThat(a.get("line").asLong()).isEqualTo(16);
    }

    @Test
    void write_tree_closesWithTheMethods() throws Exception {
        JsonNode report = parse(json(recording().profile()));
        assertThat(report.at("/tree/allocatedTotalBytes").asLong()).isEqualTo(1157);
        assertThat(report.at("/tree/children/0/name").asText()).isEqualTo("p.A.a");
        assertThat(report.at("/tree/children/0/children/0/allocatedSelfBytes").asLong())
                .isEqualTo(1000);
        long self = 0;
        for (JsonNode method : report.get("methods")) {
            self += method.get("allocatedSelfBytes").asLong();
        }
        assertThat(self).isEqualTo(1157);
    }

    @Test
    void write_recursionOf5000Levels_isNestedNoDeeperThanParsersGo() throws Exception {
        SampleRecording deep = new SampleRecording().method(16, "p.A", "a").node(1, 0, Site.OUTSIDE, 0, 0, 0);
        for (int i = 2; i <= 5_000; i++) {
            deep.node(i, i - 1, 16, 1, 1, 4096);
        }
        JsonNode tree = parse(json(deep.profile())).get("tree");
        long self = 0;
        long calls = 0;
        List<JsonNode> open = new ArrayList<>(List.of(tree));
        while (!open.isEmpty()) {
            JsonNode node = open.remove(open.size() - 1);
            self += node.get("allocatedSelfBytes").asLong();
            calls += node.get("calls").asLong();
            node.get("children").forEach(open::add);
        }
        assertThat(self).isEqualTo(4_999);
        assertThat(calls).isEqualTo(4_999);
    }

    @Test
    void write_threads_addUpToTheChangeOfRss() throws Exception {
        JsonNode report = parse(json(recording().profile()));
        long sum = 0;
        for (JsonNode row : report.get("threads")) {
            sum += row.get("residentBytes").asLong();
        }
        assertThat(sum).isEqualTo(MIB);
        assertThat(report.at("/overhead/rss/grossBytes").asLong()).isEqualTo(MIB);
    }

    @Test
    void write_ledger_addsUpToRss() throws Exception {
        JsonNode report = parse(json(recording().profile()));
        long start = 0;
        long end = 0;
        for (JsonNode row : report.get("ledger")) {
            start += row.get("startBytes").asLong();
            end += row.get("endBytes").asLong();
        }
        assertThat(start).isEqualTo(100 * MIB);
        assertThat(end).isEqualTo(101 * MIB);
        assertThat(report.at("/timeline/1/rssBytes").asLong()).isEqualTo(101 * MIB);
        assertThat(report.at("/processes/0/peakRssBytes").asLong()).isEqualTo(101 * MIB);
    }

    @Test
    void write_ledgerOfTheRecorder_hasItsRowsAndNotes() throws Exception {
        JsonNode ledger = parse(json(recording()
                        .ledger(0, "code cache", 3 * MIB, "counted", "")
                        .ledger(0, "unexplained", MIB, "inferred", "")
                        .ledger(1, "code cache", 5 * MIB, "counted", "needs more")
                        .ledger(1, "unexplained", 0, "inferred", "")
                        .profile()))
                .get("ledger");
        assertThat(ledger.toString())
                .isEqualTo("[{\"category\":\"code cache\",\"startBytes\":3145728,\"endBytes\":5242880,"
                        + "\"changeBytes\":2097152,\"source\":\"counted\",\"note\":\"needs more\"},"
                        + "{\"category\":\"unexplained\",\"startBytes\":1048576,\"endBytes\":0,"
                        + "\"changeBytes\":-1048576,\"source\":\"inferred\",\"note\":\"\"}]");
    }

    @Test
    void write_overhead_namesGrossCostAndNet() throws Exception {
        JsonNode overhead = parse(json(recording().profile())).get("overhead");
        assertThat(overhead.get("toolBytes").asLong()).isEqualTo(4_000);
        assertThat(overhead.get("compensatedBytes").asLong()).isEqualTo(50);
        assertThat(overhead.at("/allocated/grossBytes").asLong()).isEqualTo(1157);
        assertThat(overhead.at("/allocated/netBytes").asLong()).isEqualTo(1107);
        assertThat(overhead.at("/probes/0/nanosPerCall").asDouble()).isEqualTo(9.5);
    }

    @Test
    void write_hostileNames_staysStrictAscii() throws Exception {
        String evil = "p.A\u0000\u001b\u202e\ud800</script>\"\\";
        String json = json(new SampleRecording()
                .method(16, evil, "a")
                .node(1, 0, 16, 1, 1, 0)
                .profile());
        assertThat(json).matches("[\\n -~]*");
        assertThat(parse(json).at("/methods/0/class").asText()).isEqualTo(evil);
    }

    @Test
    void write_twice_isTheSame() {
        assertThat(json(recording().profile())).isEqualTo(json(recording().profile()));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
