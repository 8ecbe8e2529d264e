// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.attribution.BlockRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;

/** What the program's own blocks cost, a row for each name. */
final class BlockTable {
    private BlockTable() {}

    static void print(Profile profile, ReportOptions options, Page page, Amounts amounts) {
        List<BlockRow> rows = profile.blocks();
        if (rows.isEmpty()) {
            return;
        }
        int shown = options.top() == 0 ? rows.size() : Math.min(rows.size(), options.top());
        String note = shown < rows.size() ? "top " + shown + " of " + Amounts.count(rows.size()) : "all " + shown;
        page.heading("BLOCKS", "(" + note + ", by what the median run allocated)");
        boolean retained = rows.stream().anyMatch(row -> row.retainedBytes().isPresent());
        List<String> columns = new ArrayList<>(List.of("runs", "allocated", "least", "most", "RSS change"));
        if (retained) {
            columns.add("retained");
        }
        Table table = new Table().header(columns, "block");
        for (BlockRow row : rows.subList(0, shown)) {
            List<String> cells = new ArrayList<>(List.of(
                    Amounts.count(row.count()),
                    cell(row.allocatedBytes(), amounts),
                    cell(row.allocatedLeastBytes(), amounts),
                    cell(row.allocatedMostBytes(), amounts),
                    change(row.rssDeltaBytes(), amounts)));
            if (retained) {
                cells.add(change(row.retainedBytes(), amounts));
            }
            table.row(Source.COUNTED.tag(), cells, SafeText.of(row.name(), options.ascii()));
        }
        table.printTo(page, BlockTable::cut);
        for (BlockRow row : rows) {
            if (row.alwaysRetains()) { // also one that the table has no room for
                String what = "  Leak suspect, each run leaves more on the heap (median "
                        + change(row.retainedBytes(), amounts).strip() + "): ";
                page.line(what + cut(SafeText.of(row.name(), options.ascii()), page.width() - what.length()));
            }
        }
    }

    private static String change(OptionalLong bytes, Amounts amounts) {
        return (bytes.orElse(0) > 0 ? "+" : "") + cell(bytes, amounts);
    }

    private static String cell(OptionalLong bytes, Amounts amounts) {
        return bytes.isPresent() ? amounts.column(bytes.getAsLong()) : "n/a";
    }

    /** What stands first in a name tells it from others. */
    private static String cut(String name, int width) {
        return name.length() <= width ? name : name.substring(0, Math.max(0, width - 3)) + "...";
    }
}
