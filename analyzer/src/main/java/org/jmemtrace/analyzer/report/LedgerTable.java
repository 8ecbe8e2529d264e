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
import org.jmemtrace.analyzer.attribution.Verdict.Word;

/** What RSS is made of, at the begin and at the end. */
final class LedgerTable {
    private LedgerTable() {}

    static void print(Profile profile, Page page, Amounts amounts) {
        if (profile.ledger().isEmpty()) {
            return;
        }
        page.heading("WHERE THE RSS IS", "");
        boolean growing = profile.verdict().word() == Word.GROWING; // else there is nothing to share
        Table table = new Table()
                .header(growing ? List.of("start", "end", "change", "share") : List.of("start", "end", "change"), "");
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
                        cells(row.startBytes(), row.endBytes(), growing ? end - start : 0, amounts),
                        SafeText.of(row.category()));
            }
        }
        table.row(Source.COUNTED.tag(), cells(start, end, growing ? end - start : 0, amounts), "RSS");
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
        String change = (end > start ? "+" : "") + amounts.column(end - start);
        return growth > 0
                ? List.of(amounts.column(start), amounts.column(end), change, Amounts.percent(end - start, growth))
                : List.of(amounts.column(start), amounts.column(end), change);
    }
}
