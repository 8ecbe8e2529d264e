// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Samples with figures and names that a test chose. */
final class Samples {
    private static final long MIB = 1 << 20;

    private final List<Observation> processes = new ArrayList<>();

    /** What {@link Table} needs to make names fit for a terminal. */
    static String printable(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .forEach(c -> safe.append(
                        c < ' ' || c == 0x7f ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c)));
        return safe.toString();
    }

    /** All figures of a process; those of memory are such parts of its RSS as are easy to tell apart. */
    Samples process(long pid, int depth, String name, String command, String status, double rssMib, long count) {
        Figures.Builder figures = new Figures.Builder();
        for (Field field : Field.values()) {
            figures.set(
                    field,
                    switch (field.kind) {
                        case BYTES -> Math.round(rssMib * MIB / (field == Field.RSS ? 1 : 2));
                        case NANOS -> count * 10_000_000;
                        case PERCENT -> count * 1000;
                        case COUNT -> count;
                    });
        }
        processes.add(new Observation(
                new Stat.Identity(pid, 5), 1, depth, name, command, status, OptionalLong.of(7), figures.build()));
        return this;
    }

    /** A process of another user. */
    Samples denied(long pid, int depth, String name) {
        Figures.Builder figures = new Figures.Builder();
        figures.set(Field.RSS, 3 * MIB).set(Field.THREADS, 1);
        processes.add(new Observation(
                new Stat.Identity(pid, 5), 1, depth, name, "", "S", OptionalLong.empty(), figures.build()));
        return this;
    }

    Sample at(long number) {
        return new Sample(number, 1_700_000_000_000_000_000L + number, number * 1_000_000_000, processes);
    }
}
