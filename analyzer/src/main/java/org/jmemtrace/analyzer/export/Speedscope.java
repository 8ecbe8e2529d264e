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

/** The JSON of speedscope.app: a profile for each metric, over the same frames. */
final class Speedscope implements Format {
    @Override
    public void write(Stacks stacks, Metric metric, OutputStream out) throws IOException {
        Map<Frame, Integer> frames = new LinkedHashMap<>();
        for (Stack stack : stacks.stacks()) {
            stack.frames().forEach(frame -> frames.putIfAbsent(frame, frames.size()));
        }
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("$schema", "https://www.speedscope.app/file-format-schema.json");
            json.writeStringField("exporter", "jmemtrace");
            json.writeStringField("name", SafeText.of(stacks.name()));
            json.writeNumberField("activeProfileIndex", metric.isIn(stacks) ? metric.ordinal() : 0);
            writeFrames(frames, json);
            json.writeArrayFieldStart("profiles");
            for (Metric each : Metric.values()) {
                if (each.isIn(stacks)) {
                    writeProfile(stacks, each, frames, json);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeFrames(Map<Frame, Integer> frames, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("shared");
        json.writeArrayFieldStart("frames");
        for (Frame frame : frames.keySet()) {
            json.writeStartObject();
            json.writeStringField("name", frame.label());
            if (!frame.file().isEmpty()) {
                json.writeStringField("file", SafeText.of(frame.file()));
            }
            if (frame.line() > 0) {
                json.writeNumberField("line", frame.line());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeProfile(Stacks stacks, Metric metric, Map<Frame, Integer> frames, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "sampled");
        json.writeStringField("name", metric.title());
        json.writeStringField("unit", "bytes");
        json.writeNumberField("startValue", 0);
        json.writeNumberField("endValue", stacks.sum(metric::of));
        json.writeArrayFieldStart("samples");
        for (Stack stack : stacks.stacks()) {
            json.writeStartArray();
            for (Frame frame : stack.frames()) {
                json.writeNumber(frames.getOrDefault(frame, 0));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("weights");
        for (Stack stack : stacks.stacks()) {
            json.writeNumber(metric.of(stack));
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
