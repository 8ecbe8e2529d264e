// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import org.jmemtrace.analyzer.attribution.AllocationRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.reader.AllocationPlace.Frame;

/** Allocation as flight recorder's own events let it be estimated. */
final class AllocationTables {
    private AllocationTables() {}

    static void print(Profile profile, ReportOptions options, Page page, Amounts amounts) {
        print("ALLOCATED ON THE JAVA HEAP BY LINE, ESTIMATED", profile.sampledLines(), profile, options, page, amounts);
        print("BY TYPE", profile.sampledTypes(), profile, options, page, amounts);
        if (!profile.sampledLines().isEmpty()) {
            page.paragraph("  ", "  ", "Rows of the same rank do not differ for certain: their intervals overlap.");
        }
    }

    private static void print(
            String title,
            List<AllocationRow> rows,
            Profile profile,
            ReportOptions options,
            Page page,
            Amounts amounts) {
        if (rows.isEmpty()) {
            return;
        }
        long sum = rows.stream().mapToLong(AllocationRow::bytes).sum();
        int shown = options.top() == 0 ? rows.size() : Math.min(rows.size(), options.top());
        double seconds = Math.max(1e-9, profile.recording().durationNanos() / 1e9);
        page.heading(
                title + "   " + amounts.bytes(sum) + " = " + amounts.bytes(Math.round(sum / seconds)) + "/s",
                shown < rows.size()
                        ? "(top " + shown + " of " + Amounts.count(rows.size()) + ")"
                        : "(all " + shown + ")");
        Table table = new Table().header(List.of("rank", "bytes", "95%: from", "to", "share"), "");
        for (AllocationRow row : rows.subList(0, shown)) {
            table.row(
                    row.draws() == 0 ? Source.COUNTED.tag() : Source.SAMPLED.tag(),
                    List.of(
                            Integer.toString(row.rank()),
                            amounts.column(row.bytes()),
                            amounts.column(row.lowBytes()),
                            amounts.column(row.highBytes()),
                            Amounts.percent(row.bytes(), sum)),
                    SafeText.of(name(row), options.ascii()));
        }
        table.printTo(page, MethodNames::fit);
    }

    private static String name(AllocationRow row) {
        if (!row.key().type().isEmpty()) {
            return row.key().type();
        }
        String line = row.key().frame().map(AllocationTables::text).orElse("(no stack)");
        return row.key()
                .caller()
                .map(frame -> text(frame) + " -> " + line.replaceAll("^[\\w.]*\\.(\\w+\\.[^.]*)$", "$1"))
                .orElse(line);
    }

    private static String text(Frame frame) {
        return frame.className() + "." + frame.method() + (frame.line() > 0 ? ":" + frame.line() : "");
    }
}
