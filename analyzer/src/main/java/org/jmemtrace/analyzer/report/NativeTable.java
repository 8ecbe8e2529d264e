// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.NativeTrack;

/** What the JVM tracks of its own native memory: committed, which is more than what is resident. */
final class NativeTable {
    private static final int MOST_ROWS = 8;

    private NativeTable() {}

    static void print(Profile profile, ReportOptions options, Page page, Amounts amounts) {
        Map<String, NativeTrack> categories = profile.recording().nativeMemory();
        if (categories.isEmpty()) {
            return;
        }
        int shown = options.verbose() ? categories.size() : Math.min(MOST_ROWS, categories.size());
        page.heading(
                "NATIVE MEMORY THAT THE JVM TRACKS, COMMITTED",
                "(" + (shown < categories.size() ? "top " + shown + " of " : "all ") + categories.size() + ")");
        Table table = new Table().header(List.of("start", "end", "change"), "");
        Comparator<Map.Entry<String, NativeTrack>> byChange =
                Comparator.comparingLong(row -> -Math.abs(row.getValue().changeBytes()));
        categories.entrySet().stream()
                .sorted(byChange.thenComparing(row -> -row.getValue().endBytes()))
                .limit(shown)
                .forEach(row -> table.row(
                        '=',
                        List.of(
                                amounts.column(row.getValue().startBytes()),
                                amounts.column(row.getValue().endBytes()),
                                (row.getValue().changeBytes() > 0 ? "+" : "")
                                        + amounts.column(row.getValue().changeBytes())),
                        SafeText.of(row.getKey())));
        table.printTo(page, (text, width) -> text);
    }
}
