// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A row for each stack: its leaf, its bytes, and the callers in one column (RFC 4180). */
final class Csv implements Format {
    /** A cell that begins so is a formula to a spreadsheet. */
    private static final String FORMULAS = "=+-@\t\r";

    @Override
    public void write(Stacks stacks, Metric metric, OutputStream out) throws IOException {
        line(out, List.of("class", "method", "file", "line", "detail", "allocatedBytes", "residentBytes", "callers"));
        for (Stack stack : stacks.stacks()) {
            int last = stack.frames().size() - 1;
            Frame leaf = stack.frames().get(last);
            line(
                    out,
                    List.of(
                            cell(leaf.className()),
                            cell(leaf.method()),
                            cell(leaf.file()),
                            leaf.line() == 0 ? "" : String.valueOf(leaf.line()),
                            cell(leaf.detail()),
                            String.valueOf(stack.allocatedBytes()),
                            stacks.resident() ? String.valueOf(stack.residentBytes()) : "",
                            cell(stack.frames().subList(0, last).stream()
                                    .map(Frame::label)
                                    .collect(Collectors.joining(" > ")))));
        }
    }

    private static void line(OutputStream out, List<String> cells) throws IOException {
        out.write((String.join(",", cells) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String cell(String text) {
        String safe = org.jmemtrace.analyzer.report.SafeText.of(text);
        String plain = !safe.isEmpty() && FORMULAS.indexOf(safe.charAt(0)) >= 0 ? "'" + safe : safe;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }
}
