// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An observation as a line of JSON or CSV: raw bytes and nanoseconds, and nothing for what is not known. */
final class Lines {
    private Lines() {}

    static String json(Sample sample, Observation o) {
        StringBuilder line = new StringBuilder(1024);
        line.append("{\"sample\":").append(sample.number());
        line.append(",\"epochNanos\":").append(sample.epochNanos());
        line.append(",\"elapsedNanos\":").append(sample.elapsedNanos());
        line.append(",\"pid\":").append(o.pid());
        line.append(",\"ppid\":").append(o.ppid());
        line.append(",\"startTicks\":").append(o.identity().startTicks());
        line.append(",\"ageNanos\":");
        o.ageNanos().ifPresentOrElse(line::append, () -> line.append("null"));
        line.append(",\"depth\":").append(o.depth());
        quote(o.name(), line.append(",\"name\":"));
        quote(o.status(), line.append(",\"status\":"));
        for (Field field : Field.values()) {
            line.append(",\"").append(field.key).append("\":");
            append(field, o.of(field), "null", line);
        }
        quote(o.commandLine(), line.append(",\"commandLine\":"));
        return line.append('}').toString();
    }

    static String csvHeader() {
        return "sample,epochNanos,elapsedNanos,pid,ppid,startTicks,ageNanos,depth,name,status,"
                + Stream.of(Field.values()).map(field -> field.key).collect(Collectors.joining(","))
                + ",commandLine";
    }

    static String csv(Sample sample, Observation o) {
        StringBuilder line = new StringBuilder(512);
        line.append(sample.number()).append(',').append(sample.epochNanos()).append(',');
        line.append(sample.elapsedNanos()).append(',').append(o.pid()).append(',');
        line.append(o.ppid()).append(',').append(o.identity().startTicks()).append(',');
        o.ageNanos().ifPresent(line::append);
        line.append(',').append(o.depth());
        line.append(',').append(cell(o.name())).append(',').append(cell(o.status()));
        for (Field field : Field.values()) {
            append(field, o.of(field), "", line.append(','));
        }
        return line.append(',').append(cell(o.commandLine())).toString();
    }

    private static void append(Field field, OptionalLong value, String unknown, StringBuilder line) {
        if (value.isEmpty()) {
            line.append(unknown);
        } else if (field.kind == Field.Kind.PERCENT) {
            long thousandths = value.getAsLong();
            line.append(thousandths / 1000).append('.').append(String.valueOf(1000 + thousandths % 1000), 1, 4);
        } else {
            line.append(value.getAsLong());
        }
    }

    /** Spreadsheets run what starts with these, even in quotes; control characters become blanks. */
    private static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n|".indexOf(text.charAt(0)) >= 0;
        String flat = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009f\\u2028\\u2029]", " ")
                .replace("\"", "\"\"");
        return "\"" + (formula ? "'" : "") + flat + "\"";
    }

    /** All but ASCII as its number, so that the file reads alike wherever it is shown. */
    private static void quote(String text, StringBuilder line) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                line.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    line.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
