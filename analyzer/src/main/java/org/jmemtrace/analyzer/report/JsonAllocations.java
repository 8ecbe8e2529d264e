// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.jmemtrace.analyzer.attribution.AllocationRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.AllocationPlace.Frame;

/** Estimated rows of the arrays of methods, lines and types. */
final class JsonAllocations {
    private JsonAllocations() {}

    static void writeMethods(Profile profile, JsonGenerator json) throws IOException {
        for (AllocationRow row : profile.sampledMethods()) {
            json.writeStartObject();
            writeFrame(row.key().type(), row.key().frame(), json);
            json.writeNumberField("allocatedSelfBytes", row.bytes());
            json.writeNumberField("allocatedTotalBytes", row.totalBytes());
            writeEstimate(row, json);
            json.writeEndObject();
        }
    }

    static void writeLines(Profile profile, JsonGenerator json) throws IOException {
        for (AllocationRow row : profile.sampledLines()) {
            json.writeStartObject();
            writeFrame(row.key().type(), row.key().frame(), json);
            if (row.key().caller().isPresent()) {
                json.writeObjectFieldStart("calledBy");
                writeFrame("", row.key().caller(), json);
                json.writeEndObject();
            }
            json.writeNumberField("allocatedSelfBytes", row.bytes());
            writeEstimate(row, json);
            json.writeEndObject();
        }
    }

    static void writeTypes(Profile profile, JsonGenerator json) throws IOException {
        for (AllocationRow row : profile.sampledTypes()) {
            json.writeStartObject();
            json.writeStringField("type", row.key().type());
            json.writeNumberField("allocatedBytes", row.bytes());
            writeEstimate(row, json);
            json.writeEndObject();
        }
    }

    private static void writeFrame(String otherwise, Optional<Frame> frame, JsonGenerator json) throws IOException {
        json.writeStringField("class", frame.map(Frame::className).orElse(""));
        json.writeStringField(
                "method", frame.map(Frame::method).orElse(otherwise.isEmpty() ? "(no stack)" : otherwise));
        json.writeStringField("descriptor", frame.map(Frame::descriptor).orElse(""));
        if (frame.isPresent() && frame.get().line() > 0) {
            json.writeNumberField("line", frame.get().line());
        }
    }

    private static void writeEstimate(AllocationRow row, JsonGenerator json) throws IOException {
        json.writeStringField("source", row.draws() == 0 ? "counted" : "sampled");
        json.writeNumberField("intervalLowBytes", row.lowBytes());
        json.writeNumberField("intervalHighBytes", row.highBytes());
        json.writeNumberField("rank", row.rank());
        json.writeNumberField("draws", row.draws());
    }
}
