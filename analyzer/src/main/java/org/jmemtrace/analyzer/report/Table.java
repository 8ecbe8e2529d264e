// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.List;

/** Right-aligned columns as wide as their widest cell, then one left-aligned that takes the rest of the line. */
final class Table {
    private record Row(char tag, List<String> cells, String last) {}

    /** Cuts the last column's text to a width. */
    interface Fitting {
        String fit(String text, int width);
    }

    private final String gap;
    private final List<Row> rows = new ArrayList<>();

    Table() {
        this("  ");
    }

    /** A table with columns so far apart. */
    Table(String gap) {
        this.gap = gap;
    }

    Table header(List<String> cells, String last) {
        return row(' ', cells, last);
    }

    Table row(char tag, List<String> cells, String last) {
        rows.add(new Row(tag, List.copyOf(cells), last));
        return this;
    }

    void printTo(Page page, Fitting fitting) {
        int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        int[] widths = new int[columns];
        for (Row row : rows) {
            for (int i = 0; i < row.cells().size(); i++) {
                widths[i] = Math.max(widths[i], row.cells().get(i).length());
            }
        }
        for (Row row : rows) {
            StringBuilder line = new StringBuilder().append(row.tag()).append(' ');
            for (int i = 0; i < row.cells().size(); i++) {
                String cell = row.cells().get(i);
                line.append(" ".repeat(widths[i] - cell.length())).append(cell).append(gap);
            }
            String last = fitting.fit(row.last(), Math.max(12, page.width() - line.length()));
            page.line((line + last).stripTrailing());
        }
    }
}
