// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What is known of a process at one instant, by field; what is not known is empty. */
public final class Figures {
    private final long[] values;
    private final long known;

    private Figures(long[] values, long known) {
        this.values = values;
        this.known = known;
    }

    public OptionalLong of(Field field) {
        return isKnown(field) ? OptionalLong.of(values[field.ordinal()]) : OptionalLong.empty();
    }

    private boolean isKnown(Field field) {
        return (known >> field.ordinal() & 1) == 1;
    }

    List<Field> unknown() {
        List<Field> unknown = new ArrayList<>();
        for (Field field : Field.values()) {
            if (!isKnown(field)) {
                unknown.add(field);
            }
        }
        return unknown;
    }

    /** Figures that are still being read. */
    static final class Builder {
        private final long[] values = new long[Field.values().length];
        private long known;

        Builder set(Field field, long value) {
            values[field.ordinal()] = value;
            known |= 1L << field.ordinal();
            return this;
        }

        Builder set(Field field, OptionalLong value) {
            value.ifPresentOrElse(number -> set(field, number), () -> known &= ~(1L << field.ordinal()));
            return this;
        }

        OptionalLong of(Field field) {
            return new Figures(values, known).of(field);
        }

        Figures build() {
            return new Figures(values.clone(), known);
        }
    }
}
