// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.attribution.ThrownRow;

/** Which exceptions left which calls. */
final class ThrownTable {
    private ThrownTable() {}

    static void print(Profile profile, ReportOptions options, MethodNames names, Page page, Amounts amounts) {
        List<ThrownRow> rows = profile.thrown().stream()
                .filter(row -> options.filter().lists(row.key()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        int shown = options.top() == 0 ? rows.size() : Math.min(rows.size(), options.top());
        String note = shown < rows.size() ? "top " + shown + " of " + Amounts.count(rows.size()) : "all " + shown;
        page.heading("CALLS LEFT BY AN EXCEPTION", "(" + note + ", of calls with an event of their own)");
        Table table = new Table().header(List.of("calls", "resident", "allocated"), "exception from method (totals)");
        for (ThrownRow row : rows.subList(0, shown)) {
            String exception = row.exception().substring(row.exception().lastIndexOf('.') + 1);
            table.row(
                    Source.COUNTED.tag(),
                    List.of(
                            Amounts.count(row.calls()),
                            amounts.column(row.residentTotalBytes()),
                            amounts.column(row.allocatedTotalBytes())),
                    SafeText.of(exception, options.ascii()) + " from " + names.of(row.key()));
        }
        table.printTo(page, ThrownTable::fit);
    }

    /** The exception stays, if it leaves room: the method's packages are missed least. */
    private static String fit(String text, int width) {
        int from = text.lastIndexOf(" from ") + " from ".length();
        return text.length() <= width || from > width / 2
                ? MethodNames.fit(text, width)
                : text.substring(0, from) + MethodNames.fit(text.substring(from), width - from);
    }
}
