// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jmemtrace.analyzer.attribution.ObjectRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.Holders;
import org.jmemtrace.analyzer.reader.LiveObject;
import org.jmemtrace.events.Site;

/** The arrays of types and objects. */
final class JsonObjects {
    private JsonObjects() {}

    static void writeTypes(Profile profile, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("types");
        for (ObjectRow row : profile.objectTypes()) {
            json.writeStartObject();
            writeRow(row, json);
            json.writeEndObject();
        }
        if (profile.objects().isEmpty()) {
            JsonAllocations.writeTypes(profile, json);
        }
        json.writeEndArray();
    }

    static void write(Profile profile, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("objects");
        json.writeArrayFieldStart("live");
        long end = profile.recording().endEpochNanos();
        for (LiveObject object : profile.recording().objects().live()) {
            json.writeStartObject();
            json.writeNumberField("serial", object.serial());
            json.writeStringField("type", object.type());
            json.writeNumberField("bytes", object.bytes());
            json.writeNumberField("ageNanos", end - object.bornEpochNanos());
            json.writeStringField("thread", object.thread());
            writeSite(profile.recording().sites().get(object.site()), json);
            json.writeArrayFieldStart("stack");
            for (String frame : object.frames()) {
                json.writeString(frame);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        writeRows("byType", profile.objectTypes(), json);
        writeRows("bySite", profile.objects(), json);
        writeHolders(profile, json);
        json.writeEndObject();
    }

    private static void writeRows(String name, Iterable<ObjectRow> rows, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (ObjectRow row : rows) {
            json.writeStartObject();
            writeRow(row, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRow(ObjectRow row, JsonGenerator json) throws IOException {
        json.writeStringField("type", row.type());
        json.writeNumberField("allocatedBytes", row.madeBytes());
        json.writeNumberField("allocatedCount", row.made());
        json.writeNumberField("freedCount", row.freed());
        json.writeNumberField("liveCount", row.live());
        json.writeNumberField("liveBytes", row.liveBytes());
        json.writeNumberField("untrackedCount", row.untracked());
        json.writeNumberField("finalizerPendingCount", row.finalizerPending());
        json.writeNumberField("softlyReachableCount", row.softlyReachable());
        json.writeNumberField("collections", row.collections());
        json.writeNumberField("medianAgeNanos", row.ages().median());
        json.writeNumberField("p95AgeNanos", row.ages().high());
        json.writeNumberField("oldestAgeNanos", row.ages().oldest());
        if (row.site().isPresent()) {
            writeSite(row.site().get(), json);
            json.writeBooleanField("leak", row.leak().isPresent());
        }
    }

    private static void writeSite(@org.jspecify.annotations.Nullable Site site, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("site");
        if (site != null) {
            json.writeStringField("class", site.className);
            json.writeStringField("method", site.method);
            json.writeStringField("descriptor", site.descriptor);
            json.writeStringField("file", site.sourceFile);
            json.writeNumberField("line", site.line);
            json.writeStringField("target", site.target);
        }
        json.writeEndObject();
    }

    private static void writeHolders(Profile profile, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("holders");
        for (Holders each : profile.recording().objects().holders()) {
            json.writeStartObject();
            json.writeStringField("type", each.type());
            json.writeStringField("root", each.root());
            json.writeArrayFieldStart("path");
            for (String link : each.links()) {
                json.writeString(link);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
