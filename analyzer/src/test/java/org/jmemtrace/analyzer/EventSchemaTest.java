// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.ValueDescriptor;
import org.jmemtrace.api.MarkEvent;
import org.jmemtrace.api.MemoryBlockEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, types and units of events are a wire format: others' scripts and older recordings rely on them. */
class EventSchemaTest {
    private static final List<String> OF_FLIGHT_RECORDER =
            List.of("startTime", "duration", "eventThread", "stackTrace");

    @BeforeEach
    void register() {
        RecordingFixture.TYPES.forEach(FlightRecorder::register);
        FlightRecorder.register(MarkEvent.class);
        FlightRecorder.register(MemoryBlockEvent.class);
    }

    @AfterEach
    void unregister() {
        RecordingFixture.TYPES.forEach(FlightRecorder::unregister);
    }

    /** A line that is new belongs into the golden file; one that is gone or has changed must come back. */
    @Test
    void events_allFields_areThoseOfTheGoldenFile() throws Exception {
        List<String> lines = new ArrayList<>();
        List<Class<? extends Event>> types = new ArrayList<>(RecordingFixture.TYPES);
        types.add(MarkEvent.class);
        types.add(MemoryBlockEvent.class);
        for (Class<? extends Event> type : types) {
            EventType event = EventType.getEventType(type);
            for (ValueDescriptor field : event.getFields()) {
                if (!OF_FLIGHT_RECORDER.contains(field.getName())) {
                    lines.add(event.getName() + " " + field.getName() + " " + field.getTypeName() + unitOf(field));
                }
            }
        }

        assertThat(lines.stream().sorted()).containsExactlyElementsOf(golden());
    }

    private static String unitOf(ValueDescriptor field) {
        return field.getAnnotationElements().stream()
                .filter(annotation -> annotation.getTypeName().equals("jdk.jfr.DataAmount")
                        || annotation.getTypeName().equals("jdk.jfr.Timespan"))
                .map(annotation -> " " + annotation.getValue("value"))
                .findFirst()
                .orElse("");
    }

    private static List<String> golden() throws Exception {
        try (var file = EventSchemaTest.class.getResourceAsStream("schema.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
