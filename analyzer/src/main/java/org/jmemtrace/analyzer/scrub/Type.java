// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.List;
import java.util.Map;

/**
 * A kind of events, of constants, or of parts of them, as the metadata of a chunk has it.
 *
 * @param width of a number that is not compressed, and of a value that never is, in bytes
 * @param fields in the order in which they are written; none but of a struct
 */
record Type(Kind kind, int width, List<Field> fields) {
    /** How a value is written. */
    enum Kind {
        NUMBER,
        FIXED,
        TEXT,
        STRUCT
    }

    /**
     * A part of a type.
     *
     * @param name with that of its type before it, as jdk.FileRead.path
     * @param type the number of its type
     * @param constant whether the number of a constant is written in place of the value
     * @param array whether there is a count before, and as many values
     * @param secret whether it is to be written over, if it is a text
     */
    record Field(String name, long type, boolean constant, boolean array, boolean secret) {}

    private static final Map<String, Type> PRIMITIVE = Map.of(
            "char", primitive(Kind.NUMBER, Character.BYTES),
            "short", primitive(Kind.NUMBER, Short.BYTES),
            "int", primitive(Kind.NUMBER, Integer.BYTES),
            "long", primitive(Kind.NUMBER, Long.BYTES),
            "boolean", primitive(Kind.FIXED, 1),
            "byte", primitive(Kind.FIXED, Byte.BYTES),
            "float", primitive(Kind.FIXED, Float.BYTES),
            "double", primitive(Kind.FIXED, Double.BYTES),
            "java.lang.String", primitive(Kind.TEXT, 0));

    /** The type of a name. */
    static Type of(String name, List<Field> fields) {
        return PRIMITIVE.getOrDefault(name, new Type(Kind.STRUCT, 0, List.copyOf(fields)));
    }

    private static Type primitive(Kind kind, int width) {
        return new Type(kind, width, List.of());
    }
}
