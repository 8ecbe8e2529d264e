// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A line for each stack, frames with semicolons and the bytes behind them: what flame graph tools read. */
final class Collapsed implements Format {
    @Override
    public void write(Stacks stacks, Metric metric, OutputStream out) throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (Stack stack : stacks.stacks()) {
            String line =
                    stack.frames().stream().map(frame -> escape(frame.label())).collect(Collectors.joining(";"));
            lines.merge(line, metric.of(stack), Long::sum);
        }
        for (Map.Entry<String, Long> line : lines.entrySet()) {
            if (line.getValue() != 0) {
                out.write((line.getKey() + " " + line.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static String escape(String label) {
        return label.replace(";", "\\u003b");
    }
}
