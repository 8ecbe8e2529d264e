// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import org.jspecify.annotations.Nullable;

/**
 * Labels on the time line of a recording: {@code Mark.at("phase 2")} puts one at this instant, and the report has a row
 * for what happened from each label to the next.
 *
 * <p>Any thread may set any number. Every flight recording has them, with the agent or without, unless its settings
 * switch {@code jmemtrace.Mark} off. While there is no recording, a call is a look at a flag: some nanoseconds, and
 * nothing allocated once it is compiled. In a Java runtime without flight recorder nothing happens at all.
 */
public final class Mark {
    private static final boolean HAS_FLIGHT_RECORDER =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    /** What a label may be long; of a longer one, the begin is kept. */
    public static final int MOST_LETTERS = 1000;

    private Mark() {}

    /** Sets a label. */
    public static void at(@Nullable String text) {
        if (HAS_FLIGHT_RECORDER && MarkEvent.isWanted()) {
            MarkEvent.write(label(text));
        }
    }

    /** Sets a label that knows where in the program it was set. Takes some microseconds, for the walk of the stack. */
    public static void withStack(@Nullable String text) {
        if (HAS_FLIGHT_RECORDER && MarkEvent.isWanted()) {
            StackMarkEvent.write(label(text));
        }
    }

    static String label(@Nullable String text) {
        String label = String.valueOf(text);
        return label.length() <= MOST_LETTERS ? label : label.substring(0, MOST_LETTERS);
    }
}
