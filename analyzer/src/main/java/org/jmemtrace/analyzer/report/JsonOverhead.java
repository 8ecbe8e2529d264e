// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jmemtrace.analyzer.attribution.Balance;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.ToolCost;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ToolMemory;

/** The key "overhead": what the tool itself took, gross, cost and net. */
final class JsonOverhead {
    private JsonOverhead() {}

    static void write(Profile profile, JsonGenerator json) throws IOException {
        ToolCost cost = profile.cost();
        json.writeObjectFieldStart("overhead");
        json.writeArrayFieldStart("probes");
        for (ProbeCost probe : cost.probes()) {
            json.writeStartObject();
            json.writeStringField("name", probe.probe);
            json.writeNumberField("calls", probe.calls);
            json.writeNumberField("nanosPerCall", probe.nanosPerCall);
            json.writeNumberField("bytesPerCall", probe.bytesPerCall);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("cpuNanos", cost.cpuNanos());
        json.writeNumberField("processCpuNanos", profile.rss().cpuNanos());
        json.writeNumberField("toolBytes", cost.heldBytes());
        json.writeArrayFieldStart("toolMemory");
        for (ToolMemory kind : cost.holds()) {
            json.writeStartObject();
            json.writeStringField("kind", kind.kind);
            json.writeNumberField("bytes", kind.bytes);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("compensatedBytes", cost.allocated().costBytes());
        writeBalance(json, "allocated", cost.allocated());
        writeBalance(json, "resident", cost.resident());
        if (profile.touched().changeBytes().isPresent()) {
            writeBalance(json, "rss", cost.rss());
        }
        json.writeEndObject();
    }

    private static void writeBalance(JsonGenerator json, String name, Balance balance) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("grossBytes", balance.grossBytes());
        json.writeNumberField("costBytes", balance.costBytes());
        json.writeNumberField("netBytes", balance.netBytes());
        json.writeEndObject();
    }
}
