// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.SiteKey;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.attribution.Touched;

/** Who touched the pages by which RSS changed. It adds up to that change. */
final class TouchedTable {
    private TouchedTable() {}

    static void print(Profile profile, Page page, Amounts amounts) {
        Touched touched = profile.touched();
        if (touched.changeBytes().isEmpty()) {
            return;
        }
        page.heading("WHO TOUCHED NEW PAGES", "");
        Table table = new Table().header(List.of("bytes", "threads"), "");
        for (Touched.Row row : touched.rows()) {
            String threads = row.threads() == 0 || isShareOfWoven(row.name()) ? "" : Amounts.count(row.threads());
            table.row(row.source().tag(), List.of(amounts.column(row.bytes()), threads), row.name());
        }
        long change = touched.changeBytes().getAsLong();
        table.row(Source.COUNTED.tag(), List.of(amounts.column(change), ""), "change of RSS");
        table.printTo(page, (text, width) -> text);
    }

    /** The threads of all rows of woven threads are the same: they are counted in the first. */
    private static boolean isShareOfWoven(String row) {
        return row.equals(Touched.KERNEL) || row.equals(SiteKey.OUTSIDE.method());
    }
}
