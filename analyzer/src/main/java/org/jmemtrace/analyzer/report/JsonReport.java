// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.attribution.Balance;
import org.jmemtrace.analyzer.attribution.ContainerUse;
import org.jmemtrace.analyzer.attribution.LedgerRow;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Phase;
import org.jmemtrace.analyzer.attribution.ProcessRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Profile.Place;
import org.jmemtrace.analyzer.attribution.RssSeries;
import org.jmemtrace.analyzer.attribution.Slope;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.attribution.ThrownRow;
import org.jmemtrace.analyzer.attribution.Touched;
import org.jmemtrace.analyzer.reader.NativeTrack;
import org.jmemtrace.events.ProcessSample;

/**
 * The report for programs: one JSON document, all amounts in bytes and nanoseconds, all figures as measured, with the
 * tool's cost and the net beside them. Fields may be added in later versions; none is renamed or removed.
 */
public final class JsonReport {
    public static final String SCHEMA = "jmemtrace.report/1";

    private final Profile profile;
    private final ReportOptions options;
    private final String tool;

    /**
     * A report of all methods that the options' filter lists, in their order; by allocation if they have none.
     *
     * @param tool name and version of the program that writes it
     */
    public JsonReport(Profile profile, ReportOptions options, String tool) {
        this.profile = profile;
        this.options = options;
        this.tool = tool;
    }

    /** Leaves the stream open. */
    public void write(OutputStream out) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII) // so that lone surrogates stay valid JSON
                .build();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.setPrettyPrinter(new JsonLines());
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("tool", tool);
            JsonRecording.write(profile, json);
            writeMethods(json);
            writeLines(json);
            JsonObjects.writeTypes(profile, json);
            JsonTree.write(profile.tree(), json);
            JsonObjects.write(profile, json);
            JsonBlocks.write(profile, json);
            writeProcesses(json);
            writeTimeline(json);
            writeLedger(json);
            writePhases(json);
            writeExceptions(json);
            writeNative(json);
            writeThreads(json);
            JsonOverhead.write(profile, json);
            writeContainer(json);
            writeVerdict(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void writeMethods(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("methods");
        MethodOrder order = options.order().orElse(MethodOrder.ALLOCATED);
        for (MethodTotals row : order.sorted(profile.methods())) {
            if (!row.key().isMethod() || options.filter().lists(row.key())) {
                json.writeStartObject();
                writePlace(json, row);
                if (row.key().isNative()) {
                    json.writeBooleanField("native", true);
                }
                json.writeNumberField("calls", row.calls());
                writeFigures(json, row);
                json.writeEndObject();
            }
        }
        JsonAllocations.writeMethods(profile, json);
        json.writeEndArray();
    }

    private void writeLines(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("lines");
        MethodOrder order = options.order().orElse(MethodOrder.ALLOCATED);
        for (MethodTotals row : order.sorted(profile.lines())) {
            if (options.filter().lists(row.key())) {
                json.writeStartObject();
                writePlace(json, row);
                if (row.key().bytecodeIndex() >= 0) {
                    json.writeNumberField("bytecodeIndex", row.key().bytecodeIndex());
                    json.writeStringField("target", row.key().target());
                }
                json.writeNumberField("hits", row.calls());
                writeFigures(json, row);
                json.writeEndObject();
            }
        }
        JsonAllocations.writeLines(profile, json);
        json.writeEndArray();
    }

    private void writePlace(JsonGenerator json, MethodTotals row) throws IOException {
        json.writeStringField("class", row.key().className());
        json.writeStringField("method", row.key().method());
        json.writeStringField("descriptor", row.key().descriptor());
        Place place = profile.places().get(row.key());
        if (place != null) {
            json.writeStringField("file", place.file());
            json.writeNumberField("line", place.line());
        }
    }

    private void writeFigures(JsonGenerator json, MethodTotals row) throws IOException {
        json.writeNumberField("allocatedSelfBytes", row.allocatedSelfBytes());
        json.writeNumberField("allocatedTotalBytes", row.allocatedTotalBytes());
        json.writeNumberField("residentSelfBytes", row.residentSelfBytes());
        json.writeNumberField("residentTotalBytes", row.residentTotalBytes());
        Balance allocated = profile.cost().allocatedSelf(row);
        json.writeNumberField("allocatedCostBytes", allocated.costBytes());
        json.writeNumberField("allocatedSelfNetBytes", allocated.netBytes());
        json.writeStringField("source", "counted");
        json.writeNumberField("intervalLowBytes", row.allocatedSelfBytes());
        json.writeNumberField("intervalHighBytes", row.allocatedSelfBytes());
    }

    private void writeProcesses(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("processes");
        for (ProcessRow row : profile.processes()) {
            json.writeStartObject();
            json.writeNumberField("pid", row.pid());
            json.writeNumberField("ppid", row.ppid());
            json.writeStringField("name", row.name());
            json.writeNumberField("peakRssBytes", row.peakRssBytes());
            json.writeNumberField("firstRssBytes", row.firstRssBytes());
            json.writeNumberField("lastRssBytes", row.lastRssBytes());
            writeIfKnown(json, "firstPssBytes", row.firstPssBytes());
            writeIfKnown(json, "lastPssBytes", row.lastPssBytes());
            writeIfKnown(json, "peakPssBytes", row.peakPssBytes());
            json.writeNumberField("samples", row.samples());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTimeline(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("timeline");
        RssSeries rss = profile.rss();
        for (int i = 0; i < rss.size(); i++) {
            ProcessSample sample = rss.samples().get(i).event();
            json.writeStartObject();
            json.writeNumberField("epochNanos", rss.epochNanos(i));
            json.writeNumberField("rssBytes", sample.vmRss);
            json.writeNumberField("rssAnonBytes", sample.rssAnon);
            json.writeNumberField("rssFileBytes", sample.rssFile);
            json.writeNumberField("rssShmemBytes", sample.rssShmem);
            writeIfKnown(json, "heapUsedBytes", profile.heapUsedBytesAt(rss.epochNanos(i)));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeLedger(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("ledger");
        for (LedgerRow row : profile.ledger()) {
            json.writeStartObject();
            json.writeStringField("category", row.category());
            json.writeNumberField("startBytes", row.startBytes());
            json.writeNumberField("endBytes", row.endBytes());
            json.writeNumberField("changeBytes", row.changeBytes());
            json.writeStringField("source", row.source().word());
            json.writeStringField("note", row.note());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writePhases(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("phases");
        for (Phase phase : profile.phases()) {
            json.writeStartObject();
            json.writeStringField("label", phase.label());
            json.writeNumberField("startEpochNanos", phase.startEpochNanos());
            json.writeNumberField("durationNanos", phase.durationNanos());
            writeIfKnown(json, "rssStartBytes", phase.rssStartBytes());
            writeIfKnown(json, "rssEndBytes", phase.rssEndBytes());
            writeIfKnown(json, "rssChangeBytes", phase.rssChangeBytes());
            writeIfKnown(json, "rssPeakBytes", phase.peakRssBytes());
            writeIfKnown(json, "allocatedBytes", phase.allocatedBytes());
            json.writeStringField("source", Source.INFERRED.word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeExceptions(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("exceptions");
        for (ThrownRow row : profile.thrown()) {
            json.writeStartObject();
            json.writeStringField("exception", row.exception());
            json.writeStringField("class", row.key().className());
            json.writeStringField("method", row.key().method());
            json.writeStringField("descriptor", row.key().descriptor());
            json.writeNumberField("calls", row.calls());
            json.writeNumberField("allocatedTotalBytes", row.allocatedTotalBytes());
            json.writeNumberField("residentTotalBytes", row.residentTotalBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeIfKnown(JsonGenerator json, String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        }
    }

    private void writeThreads(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("threads");
        for (Touched.Row row : profile.touched().rows()) {
            json.writeStartObject();
            json.writeStringField("name", row.name());
            json.writeNumberField("residentBytes", row.bytes());
            json.writeNumberField("threads", row.threads());
            json.writeStringField("source", row.source().word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeVerdict(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("verdict");
        json.writeStringField("word", profile.verdict().word().name());
        json.writeStringField(
                "text",
                new VerdictText(profile, new Amounts(false), new MethodNames(profile, /* ascii= */ false)).sentence());
        json.writeStringField("basis", profile.verdict().basis().name());
        if (profile.verdict().slope().isPresent()) {
            Slope slope = profile.verdict().slope().get();
            json.writeNumberField("slopeBytesPerMinute", Math.round(slope.bytesPerMinute()));
            json.writeNumberField("slopeLowBytesPerMinute", Math.round(slope.lowBytesPerMinute()));
            json.writeNumberField("slopeHighBytesPerMinute", Math.round(slope.highBytesPerMinute()));
        }
        json.writeEndObject();
    }

    private void writeNative(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("native");
        for (Map.Entry<String, NativeTrack> row :
                profile.recording().nativeMemory().entrySet()) {
            json.writeStartObject();
            json.writeStringField("category", row.getKey());
            json.writeNumberField("startCommittedBytes", row.getValue().startBytes());
            json.writeNumberField("endCommittedBytes", row.getValue().endBytes());
            json.writeNumberField("peakCommittedBytes", row.getValue().peakBytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeContainer(JsonGenerator json) throws IOException {
        if (profile.container().isPresent()) {
            ContainerUse use = profile.container().get();
            json.writeObjectFieldStart("container");
            json.writeNumberField("limitBytes", use.limitBytes());
            json.writeNumberField("workingSetBytes", use.workingSetBytes());
            writeIfKnown(json, "nanosToLimit", use.nanosToLimit());
            json.writeEndObject();
        }
    }

    private static void writeEmptyArray(JsonGenerator json, String name) throws IOException {
        json.writeArrayFieldStart(name);
        json.writeEndArray();
    }
}
