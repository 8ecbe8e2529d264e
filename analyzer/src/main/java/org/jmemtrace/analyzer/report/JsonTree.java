// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import org.jmemtrace.analyzer.attribution.CallTree;
import org.jmemtrace.analyzer.attribution.CallTree.Node;
import org.jmemtrace.analyzer.attribution.SiteKey;

/**
 * The call tree as nested JSON. A recursion can be deeper than JSON parsers go (many stop at 1,000, and each call is
 * two levels): what is called below {@link #MOST_DEPTH} is one last node, so that the sums stay whole.
 */
final class JsonTree {
    static final int MOST_DEPTH = 400;

    private static final String DEEPER = "(deeper calls)";

    private JsonTree() {}

    static void write(CallTree tree, JsonGenerator json) throws IOException {
        json.writeFieldName("tree");
        Deque<Iterator<Node>> open = new ArrayDeque<>();
        begin(tree.root(), json);
        open.push(callees(tree.root()));
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                json.writeEndArray();
                json.writeEndObject();
                continue;
            }
            Node node = open.peek().next();
            begin(node, json);
            if (open.size() < MOST_DEPTH) {
                open.push(callees(node));
            } else {
                writeDeeper(node, json);
                json.writeEndArray();
                json.writeEndObject();
            }
        }
    }

    private static Iterator<Node> callees(Node node) {
        return node.children().stream()
                .sorted(Comparator.comparingLong(Node::allocatedTotalBytes)
                        .reversed()
                        .thenComparing(Node::key))
                .iterator();
    }

    private static void begin(Node node, JsonGenerator json) throws IOException {
        SiteKey key = node.key();
        json.writeStartObject();
        json.writeStringField("name", key.name());
        if (!key.descriptor().isEmpty()) {
            json.writeStringField("descriptor", key.descriptor());
        }
        writeFigures(
                json,
                node.calls(),
                node.allocatedSelfBytes(),
                node.allocatedTotalBytes(),
                node.residentSelfBytes(),
                node.residentTotalBytes());
        json.writeArrayFieldStart("children");
    }

    private static void writeDeeper(Node parent, JsonGenerator json) throws IOException {
        if (parent.children().isEmpty()) {
            return;
        }
        long calls = 0;
        Deque<Node> open = new ArrayDeque<>(parent.children());
        while (!open.isEmpty()) {
            Node node = open.pop();
            calls += node.calls();
            node.children().forEach(open::push);
        }
        long allocated = parent.allocatedTotalBytes() - parent.allocatedSelfBytes();
        long resident = parent.residentTotalBytes() - parent.residentSelfBytes();
        json.writeStartObject();
        json.writeStringField("name", DEEPER);
        writeFigures(json, calls, allocated, allocated, resident, resident);
        json.writeArrayFieldStart("children");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeFigures(
            JsonGenerator json,
            long calls,
            long allocatedSelf,
            long allocatedTotal,
            long residentSelf,
            long residentTotal)
            throws IOException {
        json.writeNumberField("calls", calls);
        json.writeNumberField("allocatedSelfBytes", allocatedSelf);
        json.writeNumberField("allocatedTotalBytes", allocatedTotal);
        json.writeNumberField("residentSelfBytes", residentSelf);
        json.writeNumberField("residentTotalBytes", residentTotal);
    }
}
