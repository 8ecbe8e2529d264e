// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * All figures of a test run in target/memory-tests.json, as github-action-benchmark's "customSmallerIsBetter" reads them:
 * an array of objects with name, unit and value.
 */
final class Results {
    private static final String FILE = "memory.results";
    private static final Map<String, Double> ROWS = new TreeMap<>();

    private Results() {}

    /** Adds a figure, and writes the file anew. */
    static synchronized void add(String test, String figure, double bytes) {
        ROWS.put(test + " " + figure, bytes);
        StringBuilder json = new StringBuilder("[");
        String separator = "\n";
        for (Map.Entry<String, Double> row : ROWS.entrySet()) {
            json.append(separator)
                    .append("  {\"name\": ")
                    .append(quoted(row.getKey()))
                    .append(", \"unit\": \"bytes\", \"value\": ")
                    .append(Math.round(row.getValue()))
                    .append('}');
            separator = ",\n";
        }
        Path file = Path.of(System.getProperty(FILE, "target/memory-tests.json"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, json.append("\n]\n").toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
