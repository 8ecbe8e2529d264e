// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.attribution.LedgerRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;

/** What RSS is made of, at the begin and at the end. */
final class LedgerTable {
    private LedgerTable() {}

    static void print(Profile profile, Page page, Amounts amounts) {
        if (profile.ledger().isEmpty()) {
            return;
        }
        page.heading("WHERE THE RSS IS", "");
        Table table = new Table().header(List.of("start", "end", "change", "share"), "");
        long start = 0;
        long end = 0;
        for (LedgerRow row : profile.ledger()) {
            start += row.startBytes();
            end += row.endBytes();
        }
        for (LedgerRow row : profile.ledger()) {
            if (row.startBytes() != 0 || row.endBytes() != 0) {
                table.row(
                        row.source().tag(),
                        cells(row.startBytes(), row.endBytes(), end - start, amounts),
                        SafeText.of(row.category()));
            }
        }
        table.row(Source.COUNTED.tag(), cells(start, end, end - start, amounts), "RSS");
        table.printTo(page, (text, width) -> text);
        long swapped = profile.rss().swappedBytes();
        if (swapped > 0) {
            page.line("  " + amounts.bytes(swapped) + " swapped out at the end, beside RSS");
        }
        printNotes(profile.ledger(), page);
    }

    /** What would tell more, once for all rows that it would give. */
    private static void printNotes(List<LedgerRow> ledger, Page page) {
        Map<String, List<String>> categories = new LinkedHashMap<>();
        for (LedgerRow row : ledger) {
            if (!row.note().isEmpty()) {
                categories
                        .computeIfAbsent(row.note(), note -> new ArrayList<>())
                        .add(row.category());
            }
        }
        categories.forEach(
                (note, rows) -> page.dimmed("  ", "    ", SafeText.of(String.join("; ", rows) + ": " + note)));
    }

    private static List<String> cells(long start, long end, long growth, Amounts amounts) {
        return List.of(
                amounts.column(start),
                amounts.column(end),
                (end > start ? "+" : "") + amounts.column(end - start),
                growth > 0 ? Amounts.percent(end - start, growth) : "");
    }
}
