// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.List;

/**
 * A kind of events, of constants, or of parts of them, as the metadata of a chunk has it.
 *
 * @param fields in the order in which they are written; none for the primitive types and for text
 */
record Type(String name, List<Field> fields) {
    /**
     * A part of a type.
     *
     * @param type the number of its type
     * @param constant whether the number of a constant is written in place of the value
     * @param array whether there is a count before, and as many values
     */
    record Field(String name, long type, boolean constant, boolean array) {}

    Type {
        fields = List.copyOf(fields);
    }
}
