// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jfr.Name;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jmemtrace.demo.Trial;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.Site;

/**
 * What the doctor looks for in the recording of its trial.
 *
 * @param allocatedBytes of the method that takes heap
 * @param residentBytes of the method that takes direct memory
 */
record TrialRecording(List<Counter> counters, Weaving weaving, long allocatedBytes, long residentBytes) {
    /** What was woven, and the first thing that went wrong; empty if nothing did. */
    record Weaving(long classes, long methods, String firstFault) {
        static Weaving of(RecordedEvent status) {
            String failure =
                    Optional.ofNullable(status.getString("firstFailure")).orElse("");
            String error = Optional.ofNullable(status.getString("firstError")).orElse("");
            return new Weaving(
                    status.getLong("wovenClasses"),
                    status.getLong("wovenMethods"),
                    failure.isEmpty() ? error : failure);
        }
    }

    /** Where a counter is read from, and why from nothing better. */
    record Counter(String name, String source, String resolution, String reason) {}

    private static final String SITE = nameOf(Site.class);
    private static final String CALL_NODE = nameOf(CallNode.class);
    private static final String STATUS = nameOf(RecorderStatus.class);
    private static final String COUNTER_CHOICE = nameOf(CounterChoice.class);

    static TrialRecording read(Path file) throws IOException {
        Map<Integer, String> methods = new HashMap<>();
        Map<Long, RecordedEvent> lastOfNode = new HashMap<>();
        List<Counter> counters = new ArrayList<>();
        Weaving weaving = new Weaving(0, 0, "");
        Set<String> seen = new HashSet<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String type = event.getEventType().getName();
                if (type.equals(SITE)) {
                    methods.put(event.getInt("site"), event.getString("method"));
                } else if (type.equals(CALL_NODE)) {
                    lastOfNode.merge(event.getLong("node"), event, TrialRecording::later);
                } else if (type.equals(STATUS)) {
                    weaving = Weaving.of(event);
                } else if (type.equals(COUNTER_CHOICE) && seen.add(event.getString("counter"))) {
                    counters.add(new Counter(
                            event.getString("counter"),
                            event.getString("source"),
                            event.getString("resolution"),
                            event.getString("reason")));
                }
            }
        }
        return new TrialRecording(
                counters,
                weaving,
                sum(lastOfNode, methods, Trial.HEAP_METHOD, "allocatedBytes"),
                sum(lastOfNode, methods, Trial.DIRECT_METHOD, "residentBytes"));
    }

    private static RecordedEvent later(RecordedEvent one, RecordedEvent other) {
        return one.getStartTime().isAfter(other.getStartTime()) ? one : other;
    }

    private static long sum(Map<Long, RecordedEvent> nodes, Map<Integer, String> methods, String method, String field) {
        return nodes.values().stream()
                .filter(node -> method.equals(methods.get(node.getInt("site"))))
                .mapToLong(node -> node.getLong(field))
                .sum();
    }

    private static String nameOf(Class<?> event) {
        return event.getAnnotation(Name.class).value();
    }
}
