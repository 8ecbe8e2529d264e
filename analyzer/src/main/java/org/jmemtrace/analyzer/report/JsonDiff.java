// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.compare.Change;
import org.jmemtrace.analyzer.compare.Comparison;
import org.jmemtrace.analyzer.compare.Judgement;
import org.jmemtrace.analyzer.compare.Measure;

/** A comparison as one JSON document. */
public final class JsonDiff {
    /** Fields may be added to it. */
    public static final String SCHEMA = "jmemtrace.diff/1";

    private JsonDiff() {}

    /** Writes it; figures are bytes, of sums per what they were divided by. */
    public static void write(Comparison comparison, List<Judgement> judgements, String tool, OutputStream out)
            throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("tool", tool);
            json.writeStringField("outcome", Judgement.worst(judgements).name());
            json.writeArrayFieldStart("measures");
            for (Map.Entry<Measure, Change> each : comparison.measures().entrySet()) {
                json.writeStartObject();
                json.writeStringField("measure", each.getKey().key());
                write(each.getValue(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("lines");
            for (Comparison.LineChange line : comparison.lines()) {
                json.writeStartObject();
                json.writeStringField("name", line.name());
                json.writeStringField("descriptor", line.descriptor());
                json.writeNumberField("line", line.line());
                write(line.change(), json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("conditions");
            for (Judgement each : judgements) {
                json.writeStartObject();
                json.writeStringField("condition", each.condition().text());
                json.writeStringField("outcome", each.outcome().name());
                json.writeStringField("found", each.found());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(Change change, JsonGenerator json) throws IOException {
        json.writeNumberField("baseBytes", Math.round(change.base()));
        json.writeNumberField("newBytes", Math.round(change.now()));
        json.writeNumberField("changeBytes", Math.round(change.bytes()));
        json.writeNumberField("noiseBytes", Math.round(change.noise()));
        json.writeBooleanField("noiseMeasured", change.measured());
        json.writeBooleanField("significant", change.isSignificant());
    }
}
