// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.attribution.BlockRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;

/** The blocks of a report for programs; what is not known is not there. */
final class JsonBlocks {
    private JsonBlocks() {}

    static void write(Profile profile, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("blocks");
        for (BlockRow row : profile.blocks()) {
            json.writeStartObject();
            json.writeStringField("name", row.name());
            json.writeNumberField("count", row.count());
            write(json, "allocatedBytes", row.allocatedBytes());
            write(json, "allocatedLeastBytes", row.allocatedLeastBytes());
            write(json, "allocatedMostBytes", row.allocatedMostBytes());
            write(json, "rssDeltaBytes", row.rssDeltaBytes());
            write(json, "retainedBytes", row.retainedBytes());
            json.writeBooleanField("alwaysRetains", row.alwaysRetains());
            json.writeNumberField("toolBytes", row.toolBytes());
            json.writeStringField("source", Source.COUNTED.word());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        }
    }
}
