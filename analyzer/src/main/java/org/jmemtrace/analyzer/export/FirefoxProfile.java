// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jmemtrace.analyzer.report.SafeText;

/**
 * The JSON of profiler.firefox.com in the form that it takes from other tools, a sample for each stack with its bytes as
 * weight (github.com/firefox-devtools/profiler, docs-developer/gecko-profile-format.md, version 24).
 */
final class FirefoxProfile implements Format {
    private static final int VERSION = 24;
    private static final double NANOS_IN_MILLI = 1e6;

    /** A prefix of a stack: the frame, and the number of the caller's. */
    private record Node(int caller, int frame) {}

    @Override
    public void write(Stacks stacks, Metric metric, OutputStream out) throws IOException {
        Metric shown = metric.isIn(stacks) ? metric : Metric.ALLOC;
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            writeMeta(stacks, json);
            json.writeArrayFieldStart("libs");
            json.writeEndArray();
            json.writeArrayFieldStart("processes");
            json.writeEndArray();
            json.writeArrayFieldStart("pausedRanges");
            json.writeEndArray();
            json.writeArrayFieldStart("threads");
            writeThread(stacks, shown, json);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeMeta(Stacks stacks, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("meta");
        json.writeNumberField("version", VERSION);
        json.writeNumberField("interval", 1);
        json.writeNumberField("stackwalk", 0);
        json.writeNumberField("debug", 0);
        json.writeNumberField("gcpoison", 0);
        json.writeNumberField("asyncstack", 0);
        json.writeNumberField("processType", 0);
        json.writeNumberField("startTime", stacks.startEpochNanos() / NANOS_IN_MILLI);
        json.writeNumberField("shutdownTime", (stacks.startEpochNanos() + stacks.durationNanos()) / NANOS_IN_MILLI);
        json.writeStringField("product", SafeText.of(stacks.name()));
        json.writeArrayFieldStart("categories");
        json.writeStartObject();
        json.writeStringField("name", "Java");
        json.writeStringField("color", "blue");
        json.writeArrayFieldStart("subcategories");
        json.writeString("Other");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayFieldStart("markerSchema");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeThread(Stacks stacks, Metric metric, JsonGenerator json) throws IOException {
        Map<Frame, Integer> frames = new LinkedHashMap<>();
        Map<Node, Integer> nodes = new LinkedHashMap<>();
        json.writeStartObject();
        json.writeStringField("name", metric.title() + (stacks.counted() ? "" : " (sampled)"));
        json.writeStringField("processType", "default");
        json.writeNumberField("tid", 1);
        json.writeNumberField("pid", 1);
        json.writeNumberField("registerTime", 0);
        json.writeNullField("unregisterTime");
        schema(json, "samples", "stack", "time", "eventDelay", "weight");
        json.writeArrayFieldStart("data");
        for (Stack stack : stacks.stacks()) {
            int at = -1;
            for (Frame frame : stack.frames()) {
                Node node = new Node(at, frames.computeIfAbsent(frame, f -> frames.size()));
                at = nodes.computeIfAbsent(node, n -> nodes.size());
            }
            json.writeStartArray();
            json.writeNumber(at);
            json.writeNumber(0);
            json.writeNumber(0);
            json.writeNumber(metric.of(stack));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeStringField("weightType", "bytes");
        json.writeEndObject();
        writeTables(frames, nodes, json);
        json.writeEndObject();
    }

    private static void writeTables(Map<Frame, Integer> frames, Map<Node, Integer> nodes, JsonGenerator json)
            throws IOException {
        schema(json, "markers", "name", "startTime", "endTime", "phase", "category", "data");
        json.writeArrayFieldStart("data");
        json.writeEndArray();
        json.writeEndObject();
        schema(json, "stackTable", "prefix", "frame");
        json.writeArrayFieldStart("data");
        for (Node node : nodes.keySet()) {
            json.writeStartArray();
            if (node.caller() < 0) {
                json.writeNull();
            } else {
                json.writeNumber(node.caller());
            }
            json.writeNumber(node.frame());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
        schema(
                json,
                "frameTable",
                "location",
                "relevantForJS",
                "innerWindowID",
                "implementation",
                "line",
                "column",
                "category",
                "subcategory");
        json.writeArrayFieldStart("data");
        for (int i = 0; i < frames.size(); i++) {
            json.writeStartArray();
            json.writeNumber(i);
            json.writeBoolean(false);
            for (int missing = 0; missing < 4; missing++) {
                json.writeNull();
            }
            json.writeNumber(0);
            json.writeNumber(0);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("stringTable");
        for (Frame frame : frames.keySet()) {
            json.writeString(frame.label());
        }
        json.writeEndArray();
    }

    private static void schema(JsonGenerator json, String name, String... columns) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeObjectFieldStart("schema");
        for (int i = 0; i < columns.length; i++) {
            json.writeNumberField(columns[i], i);
        }
        json.writeEndObject();
    }
}
