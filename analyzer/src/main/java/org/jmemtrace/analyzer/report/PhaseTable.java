// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.attribution.Phase;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;

/** What happened from each label of the program to the next. */
final class PhaseTable {
    private PhaseTable() {}

    static void print(Profile profile, ReportOptions options, Page page, Amounts amounts) {
        List<Phase> phases = profile.phases();
        if (phases.isEmpty()) {
            return;
        }
        int shown = options.top() == 0 ? phases.size() : Math.min(phases.size(), options.top());
        String note = shown < phases.size() ? "(first " + shown + " of " + Amounts.count(phases.size()) + ")" : "";
        page.heading("FROM LABEL TO LABEL", note);
        Table table = new Table().header(List.of("time", "RSS start", "end", "change", "peak", "allocated"), "label");
        for (Phase phase : phases.subList(0, shown)) {
            OptionalLong change = phase.rssChangeBytes();
            String plus = change.orElse(0) > 0 ? "+" : "";
            table.row(
                    Source.INFERRED.tag(),
                    List.of(
                            Amounts.duration(phase.durationNanos()),
                            cell(phase.rssStartBytes(), amounts),
                            cell(phase.rssEndBytes(), amounts),
                            plus + cell(change, amounts),
                            cell(phase.peakRssBytes(), amounts),
                            cell(phase.allocatedBytes(), amounts)),
                    SafeText.of(phase.label(), options.ascii()));
        }
        table.printTo(page, PhaseTable::cut);
    }

    private static String cell(OptionalLong bytes, Amounts amounts) {
        return bytes.isPresent() ? amounts.column(bytes.getAsLong()) : "n/a";
    }

    /** What stands first in a label tells it from others. */
    private static String cut(String label, int width) {
        return label.length() <= width ? label : label.substring(0, Math.max(0, width - 3)) + "...";
    }
}
