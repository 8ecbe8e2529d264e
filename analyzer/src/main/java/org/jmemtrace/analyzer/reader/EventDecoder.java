// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Event;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/**
 * Turns the parser's values back into the event class that wrote them: the class is the schema. Bytes and nanoseconds
 * come out as such whatever unit the recording used; a field that the recording lacks stays 0, false or "".
 */
final class EventDecoder<T extends Event> {
    /** Where a value of the parser goes. */
    private record Slot(int index, Field field) {}

    private final Supplier<T> factory;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Field> texts = new ArrayList<>();

    EventDecoder(Class<T> type, Supplier<T> factory, List<ValueField> recorded) {
        this.factory = factory;
        for (Field field : type.getFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                continue;
            }
            if (field.getType() == String.class) {
                texts.add(field);
            }
            for (int i = 0; i < recorded.size(); i++) {
                if (field.getName().equals(recorded.get(i).getIdentifier())) {
                    slots.add(new Slot(i, field));
                }
            }
        }
    }

    T decode(Object[] values) {
        T event = factory.get();
        try {
            for (Field text : texts) {
                text.set(event, "");
            }
            for (Slot slot : slots) {
                set(event, slot.field(), values[slot.index()]);
            }
        } catch (IllegalAccessException e) {
            throw new LinkageError("the fields of event classes are public and not final", e);
        }
        return event;
    }

    private static void set(Event event, Field field, Object value) throws IllegalAccessException {
        Class<?> type = field.getType();
        if (type == long.class) {
            field.setLong(event, Values.toLong(value));
        } else if (type == int.class) {
            field.setInt(event, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Values.toLong(value))));
        } else if (type == double.class) {
            field.setDouble(event, Values.toDouble(value));
        } else if (type == boolean.class) {
            field.setBoolean(event, Boolean.TRUE.equals(value));
        } else if (type == String.class && value instanceof String text) {
            field.set(event, text);
        }
    }
}
