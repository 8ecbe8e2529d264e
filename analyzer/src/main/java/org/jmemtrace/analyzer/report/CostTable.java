// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.attribution.Balance;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.attribution.ToolCost;
import org.jmemtrace.events.ProbeCost;

/** What the tool itself took: as measured, its share, and what is left for the program. */
final class CostTable {
    private CostTable() {}

    static void print(Profile profile, Page page, Amounts amounts) {
        ToolCost cost = profile.cost();
        if (profile.recording().isOfSamplesAlone()
                && profile.touched().changeBytes().isEmpty()) {
            return; // samples from outside the process
        }
        page.heading("WHAT JMEMTRACE ITSELF TOOK", "");
        boolean methods = profile.wantsMethods();
        Table table = new Table().header(methods ? List.of("allocated", "resident", "RSS") : List.of("RSS"), "");
        row(table, cost, methods, Balance::grossBytes, "gross, as measured", amounts);
        row(table, cost, methods, Balance::costBytes, "cost of jmemtrace", amounts);
        row(table, cost, methods, Balance::netBytes, "net, the program's own", amounts);
        table.printTo(page, (text, width) -> text);
        for (ProbeCost probe : cost.probes()) {
            long nanos = (long) (probe.calls * probe.nanosPerCall);
            page.paragraph(
                    "  ",
                    "    ",
                    String.format(
                            Locale.ROOT,
                            "probe %s: %s calls x %.1f ns = %s of CPU%s, %s each",
                            SafeText.of(probe.probe),
                            Amounts.count(probe.calls),
                            probe.nanosPerCall,
                            Amounts.duration(nanos),
                            shareOfCpu(nanos, profile.rss().cpuNanos()),
                            amounts.bytes(probe.bytesPerCall)));
        }
        if (!cost.holds().isEmpty()) {
            String kinds = cost.holds().stream()
                    .map(kind -> SafeText.of(kind.kind) + " " + amounts.bytes(kind.bytes))
                    .collect(Collectors.joining(", "));
            page.paragraph("  ", "    ", "holds " + amounts.bytes(cost.heldBytes()) + ": " + kinds);
        }
    }

    private static String shareOfCpu(long nanos, long all) {
        return all > 0 ? " (" + Amounts.percent(nanos, all) + " of " + Amounts.duration(all) + ")" : "";
    }

    private static void row(
            Table table, ToolCost cost, boolean methods, ToLongFunction<Balance> part, String name, Amounts amounts) {
        List<Balance> balances = methods ? List.of(cost.allocated(), cost.resident(), cost.rss()) : List.of(cost.rss());
        List<Long> figures = balances.stream().map(part::applyAsLong).toList();
        boolean negative = name.startsWith("net") && figures.stream().anyMatch(bytes -> bytes < 0);
        table.row(
                Source.COUNTED.tag(),
                figures.stream().map(amounts::column).toList(),
                name + (negative ? " (!: below zero)" : ""));
    }
}
