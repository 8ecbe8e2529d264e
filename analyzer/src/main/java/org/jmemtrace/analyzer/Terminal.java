// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jmemtrace.analyzer.report.Ink;

/** What the output goes to: how wide it is, and whether it takes colour. */
final class Terminal {
    static final int DEFAULT_WIDTH = 80;
    static final int LEAST_WIDTH = 60;
    private static final int MOST_WIDTH = 400;

    /** When to colour. */
    enum Color {
        AUTO,
        ALWAYS,
        NEVER;

        /** As written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Terminal() {}

    /** Colour is off where the output is no terminal, NO_COLOR is set or TERM is dumb, unless asked for. */
    static Ink inkFor(Color color, Map<String, String> environment, boolean terminal) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return color == Color.ALWAYS || (color == Color.AUTO && terminal && wanted) ? Ink.COLORED : Ink.PLAIN;
    }

    /** As asked for, else what the terminal says, else 80; never too narrow for a table. */
    static int widthFor(int asked, Map<String, String> environment, boolean terminal) {
        int width = asked;
        if (width == 0 && terminal) {
            String columns = environment.getOrDefault("COLUMNS", "");
            width = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
        }
        return width == 0 ? DEFAULT_WIDTH : Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width));
    }

    /** Whether the standard output's encoding has all letters. */
    static boolean takesUnicode() {
        String encoding = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
        return encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
    }

    /** Whether the standard error is a terminal; where the system does not say, it is if the other two are. */
    static boolean takesProgress() {
        try {
            return isTerminal(Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString());
        } catch (IOException | RuntimeException e) {
            return isPresent();
        }
    }

    /** By the name of a device, on Linux. */
    static boolean isTerminal(String device) {
        return device.matches("/dev/(pts/\\d+|tty\\w*|console)");
    }

    /** Whether both standard streams are a terminal. */
    static boolean isPresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there is a console also without a terminal, and this method to tell.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
