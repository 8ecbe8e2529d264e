// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a recording says of a method: what its nodes have in the end, less what they had when the recording began. Later
 * chunks, as another recording makes them by its start, begin with what this one has recorded.
 *
 * @param allocatedBytes in the method itself
 */
record CountedCalls(long calls, long allocatedBytes) {
    static CountedCalls of(Path recording, Class<?> type, String method) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        List<Integer> sites = events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.Site"))
                .filter(event -> type.getName().equals(event.getString("className")))
                .filter(event -> method.equals(event.getString("method")))
                .map(event -> event.getInt("site"))
                .distinct()
                .toList();
        Instant firstChunkEnd = events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace.RecorderStatus"))
                .map(RecordedEvent::getStartTime)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
        Map<Long, RecordedEvent> first = new HashMap<>();
        Map<Long, RecordedEvent> last = new HashMap<>();
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("jmemtrace.CallNode") && sites.contains(event.getInt("site"))) {
                if (event.getBoolean("baseline") && event.getStartTime().isBefore(firstChunkEnd)) {
                    first.merge(event.getLong("node"), event, CountedCalls::smaller);
                }
                last.merge(event.getLong("node"), event, CountedCalls::larger);
            }
        }
        return new CountedCalls(
                sum(last, "calls") - sum(first, "calls"), sum(last, "allocatedBytes") - sum(first, "allocatedBytes"));
    }

    private static long sum(Map<Long, RecordedEvent> nodes, String field) {
        return nodes.values().stream().mapToLong(node -> node.getLong(field)).sum();
    }

    private static RecordedEvent larger(RecordedEvent a, RecordedEvent b) {
        return b.getLong("calls") >= a.getLong("calls") ? b : a;
    }

    private static RecordedEvent smaller(RecordedEvent a, RecordedEvent b) {
        return b.getLong("calls") < a.getLong("calls") ? b : a;
    }
}
