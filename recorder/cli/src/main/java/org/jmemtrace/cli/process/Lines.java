// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** An observation as a line of JSON or CSV. */
public final class Lines {
    private Lines() {}

    public static String json(Observation o) {
        StringBuilder line = new StringBuilder("{\"epochNanos\":" + o.epochNanos() + ",\"elapsedNanos\":"
                + o.elapsedNanos() + ",\"pid\":" + o.pid() + ",\"ppid\":" + o.ppid() + ",\"depth\":" + o.depth());
        line.append(",\"name\":").append(quote(o.name()));
        line.append(",\"status\":").append(quote(o.status()));
        for (Field field : Field.values()) {
            OptionalLong value = field.of(o);
            line.append(",\"").append(field.key).append("\":").append(value.isPresent() ? value.getAsLong() : "null");
        }
        return line.append(",\"commandLine\":")
                .append(quote(o.commandLine()))
                .append('}')
                .toString();
    }

    public static String csvHeader() {
        return "epochNanos,elapsedNanos,pid,ppid,depth,name,status,"
                + Arrays.stream(Field.values()).map(field -> field.key).collect(Collectors.joining(","))
                + ",commandLine";
    }

    public static String csv(Observation o) {
        StringBuilder line = new StringBuilder();
        line.append(o.epochNanos())
                .append(',')
                .append(o.elapsedNanos())
                .append(',')
                .append(o.pid());
        line.append(',').append(o.ppid()).append(',').append(o.depth());
        line.append(',').append(cell(o.name())).append(',').append(cell(o.status()));
        for (Field field : Field.values()) {
            OptionalLong value = field.of(o);
            line.append(',').append(value.isPresent() ? value.getAsLong() : "");
        }
        return line.append(',').append(cell(o.commandLine())).toString();
    }

    /** Spreadsheets run what starts with these; control characters become blanks. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String flat = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", " ").replace("\"", "\"\"");
        return "\"" + (formula ? "'" : "") + flat + "\"";
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
