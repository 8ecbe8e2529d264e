// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import org.jmemtrace.analyzer.RecordingFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;

/** Every field of every event class comes back as it was committed, in bytes and nanoseconds. */
class EventDecoderTest {
    @TempDir
    private Path directory;

    static List<Class<? extends Event>> types() {
        return RecordingFixture.TYPES;
    }

    @ParameterizedTest
    @MethodSource("types")
    void decode_eventOfEachType_hasAllFieldsBack(Class<? extends Event> type) throws Exception {
        Event committed = filled(type);
        Path file;
        try (RecordingFixture fixture = new RecordingFixture()) {
            file = fixture.event(committed).writeTo(directory.resolve("one.jfr"));
        }
        List<Event> decoded = decodeAll(file.toFile(), type);
        assertThat(decoded).hasSize(1);
        for (Field field : fields(type)) {
            assertThat(field.get(decoded.get(0))).as(field.getName()).isEqualTo(field.get(committed));
        }
    }

    @Test
    void decode_fieldsThatTheRecordingLacks_areZeroOrEmpty() throws Exception {
        EventDecoder<org.jmemtrace.events.Site> decoder =
                new EventDecoder<>(org.jmemtrace.events.Site.class, org.jmemtrace.events.Site::new, List.of());
        org.jmemtrace.events.Site site = decoder.decode(new Object[0]);
        assertThat(site.className).isEmpty();
        assertThat(site.line).isZero();
    }

    private static <T extends Event> List<Event> decodeAll(File file, Class<T> type) throws Exception {
        Constructor<T> constructor = type.getConstructor();
        String name = type.getAnnotation(Name.class).value();
        List<Event> decoded = new ArrayList<>();
        IParserExtension extension = new IParserExtension() {
            @Override
            public IEventSinkFactory getEventSinkFactory(IEventSinkFactory unused) {
                return new IEventSinkFactory() {
                    @Override
                    public org.openjdk.jmc.flightrecorder.parser.IEventSink create(
                            String id,
                            String label,
                            String[] category,
                            String description,
                            List<org.openjdk.jmc.flightrecorder.parser.ValueField> fields) {
                        EventDecoder<T> decoder = new EventDecoder<>(type, () -> make(constructor), fields);
                        return values -> {
                            if (id.equals(name)) {
                                decoded.add(decoder.decode(values));
                            }
                        };
                    }

                    @Override
                    public void flush() {}
                };
            }
        };
        JfrLoaderToolkit.loadEvents(List.of(file), List.of(extension));
        return decoded;
    }

    private static <T> T make(Constructor<T> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** An event whose fields all differ: large enough that no float has held them. */
    private static Event filled(Class<? extends Event> type) throws Exception {
        Event event = type.getConstructor().newInstance();
        long value = (1L << 53) + 1;
        for (Field field : fields(type)) {
            value += 2;
            if (field.getType() == long.class) {
                field.setLong(event, value);
            } else if (field.getType() == int.class) {
                field.setInt(event, (int) (value & 0xffff));
            } else if (field.getType() == double.class) {
                field.setDouble(event, 12.75);
            } else if (field.getType() == boolean.class) {
                field.setBoolean(event, true);
            } else {
                field.set(event, "text of " + field.getName());
            }
        }
        return event;
    }

    private static List<Field> fields(Class<? extends Event> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        return fields;
    }
}
