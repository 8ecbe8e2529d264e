// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.Locale;
import java.util.OptionalLong;

/** Figures as they stand in a table, in as many characters as there is room for. */
final class Cell {
    static final String UNKNOWN = "n/a";
    private static final String UNCHANGED = ".";
    private static final long SMALL_BYTES = 52_428; // a twentieth of a MiB

    private Cell() {}

    static String value(Field field, OptionalLong value, int width) {
        return value.isEmpty() ? UNKNOWN : fit(field, value.getAsLong(), "", width);
    }

    /** With its sign; empty if there is nothing to compare with. */
    static String change(Field field, OptionalLong change, int width) {
        if (change.isEmpty()) {
            return "";
        }
        long by = change.getAsLong();
        boolean noise = field.kind == Field.Kind.PERCENT && Math.abs(by) < 50; // would be shown as 0.0
        if (field.kind == Field.Kind.BYTES && by != 0 && Math.abs(by) < SMALL_BYTES) {
            return (by < 0 ? "-" : "+") + Math.abs(by) / 1024 + "K"; // the column has MiB, and would say 0.0
        }
        return by == 0 || noise ? UNCHANGED : fit(field, Math.abs(by), by < 0 ? "-" : "+", width);
    }

    /** MiB, seconds, percent, or a count; with fewer decimals, then in thousands, if it is too long. */
    private static String fit(Field field, long value, String sign, int width) {
        double amount = switch (field.kind) {
            case BYTES -> value / (double) (1 << 20);
            case NANOS -> value / 1e9;
            case PERCENT -> value / 1e3;
            case COUNT -> value;
        };
        int decimals = switch (field.kind) {
            case NANOS -> 2;
            case BYTES, PERCENT -> 1;
            case COUNT -> 0;
        };
        for (int fewer = decimals; fewer >= 0; fewer--) {
            String text = sign + String.format(Locale.ROOT, "%." + fewer + "f", amount);
            if (text.length() <= width) {
                return text;
            }
        }
        String thousands = sign + String.format(Locale.ROOT, "%.0fk", amount / 1e3);
        return thousands.length() <= width ? thousands : sign + String.format(Locale.ROOT, "%.0fM", amount / 1e6);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
    }
}
