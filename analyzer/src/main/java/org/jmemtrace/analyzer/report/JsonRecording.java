// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Quality;
import org.jmemtrace.analyzer.reader.Jvm;
import org.jmemtrace.analyzer.reader.Recording;

/** The key "recording": what was read, of which JVM, and how far it can be trusted. */
final class JsonRecording {
    private JsonRecording() {}

    static void write(Profile profile, JsonGenerator json) throws IOException {
        Recording recording = profile.recording();
        json.writeObjectFieldStart("recording");
        json.writeArrayFieldStart("files");
        for (String file : recording.files()) {
            json.writeString(file);
        }
        json.writeEndArray();
        json.writeNumberField("startEpochNanos", recording.startEpochNanos());
        json.writeNumberField("durationNanos", recording.durationNanos());
        Jvm jvm = recording.jvm();
        json.writeObjectFieldStart("jvm");
        json.writeNumberField("pid", jvm.pid());
        json.writeStringField("name", jvm.name());
        json.writeStringField("version", jvm.version());
        json.writeStringField("vendor", jvm.vendor());
        json.writeStringField("gc", jvm.collector());
        json.writeNumberField("maxHeapBytes", jvm.maxHeapBytes());
        json.writeEndObject();
        json.writeStringField("quality", profile.quality().grade().name());
        json.writeArrayFieldStart("warnings");
        for (String warning : profile.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeNumberField("lostBytes", recording.lostBytes());
        json.writeNumberField("eventCount", recording.eventCount());
        json.writeObjectFieldStart("eventCounts");
        for (Map.Entry<String, Long> type : recording.eventCounts().entrySet()) {
            json.writeNumberField(type.getKey(), type.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("resolution");
        json.writeStringField("allocated", profile.quality().allocated().resolution());
        json.writeStringField("resident", profile.quality().resident().resolution());
        json.writeEndObject();
        json.writeObjectFieldStart("counters");
        writeCounter(json, "allocated", profile.quality().allocated());
        writeCounter(json, "resident", profile.quality().resident());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeCounter(JsonGenerator json, String name, Quality.Counter counter) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("source", counter.from());
        json.writeStringField("reason", counter.reason());
        json.writeEndObject();
    }
}
