// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jmemtrace.analyzer.attribution.Balance;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Quality;
import org.jmemtrace.analyzer.attribution.SiteKey;
import org.jmemtrace.analyzer.attribution.Source;

/**
 * Methods, or lines, by one of the two counters, self and total; what is not listed is one row, so that the column adds
 * up.
 */
final class MethodTable {
    private final Profile profile;
    private final boolean byLine;
    private final List<MethodTotals> rows;
    private final ReportOptions options;
    private final Amounts amounts;
    private final MethodNames names;

    MethodTable(Profile profile, ReportOptions options, Amounts amounts, MethodNames names) {
        this.profile = profile;
        byLine = options.byLine(profile);
        rows = byLine ? profile.linesAndNatives() : profile.methods();
        this.options = options;
        this.amounts = amounts;
        this.names = names;
    }

    void printResident(MethodOrder order, Page page) {
        print(
                "RESIDENT GROWTH BY " + (byLine ? "LINE" : "METHOD"),
                profile.quality().resident(),
                order,
                MethodTotals::residentSelfBytes,
                MethodTotals::residentTotalBytes,
                /* withNet= */ false,
                page);
    }

    void printAllocated(MethodOrder order, Page page) {
        print(
                "ALLOCATED ON THE JAVA HEAP BY " + (byLine ? "LINE" : "METHOD"),
                profile.quality().allocated(),
                order,
                MethodTotals::allocatedSelfBytes,
                MethodTotals::allocatedTotalBytes,
                /* withNet= */ profile.cost().bytesPerCall() != 0,
                page);
    }

    /** Both counters' self figures, by calls. */
    void printCalls(Page page) {
        List<MethodTotals> listed = listed(MethodOrder.CALLS);
        page.heading(byLine ? "LINES BY HITS" : "METHODS BY CALLS", note(listed.size(), MethodOrder.CALLS));
        Table table = new Table().header(List.of(calls(), "allocated", "resident"), word() + " (self figures)");
        for (MethodTotals row : top(listed)) {
            table.row(
                    Source.COUNTED.tag(),
                    List.of(
                            Amounts.count(row.calls()),
                            amounts.column(row.allocatedSelfBytes()),
                            amounts.column(row.residentSelfBytes())),
                    names.of(row.key()));
        }
        table.printTo(page, MethodNames::fit);
    }

    /** A heading and why there is nothing under it; false if the counter was read. */
    private static boolean printOff(String heading, Quality.Counter counter, Page page) {
        if (counter.isOff()) {
            page.heading(heading, "");
            page.paragraph("  ", "  ", "Not measured: " + SafeText.of(counter.reason()));
        }
        return counter.isOff();
    }

    private void print(
            String heading,
            Quality.Counter counter,
            MethodOrder order,
            ToLongFunction<MethodTotals> self,
            ToLongFunction<MethodTotals> total,
            boolean withNet,
            Page page) {
        if (printOff(heading, counter, page)) {
            return;
        }
        char tag = counter.source().tag();
        long sum = profile.methods().stream().mapToLong(self).sum();
        List<MethodTotals> listed = listed(order);
        page.heading(heading + "   " + amounts.bytes(sum) + rate(sum, order), note(listed.size(), order));
        if (listed.isEmpty()) {
            page.line("  No listed " + word() + " took any.");
        }
        Table table = new Table();
        table.header(columns("self", "share", "net", "total", calls(), withNet), word());
        long rest = sum;
        List<MethodTotals> shown = new ArrayList<>(top(listed));
        for (MethodTotals row : shown) {
            rest -= self.applyAsLong(row);
            Balance balance = profile.cost().allocatedSelf(row);
            String net = amounts.column(balance.netBytes()) + (balance.netBytes() < 0 ? "!" : " ");
            table.row(
                    tag,
                    columns(
                            amounts.column(self.applyAsLong(row)),
                            Amounts.percent(self.applyAsLong(row), sum),
                            net,
                            amounts.column(total.applyAsLong(row)),
                            Amounts.count(row.calls()),
                            withNet),
                    names.of(row.key()));
        }
        for (SiteKey key : List.of(SiteKey.OUTSIDE, SiteKey.TOOL)) {
            long bytes = bytesOf(key, self);
            if (bytes != 0) {
                rest -= bytes;
                table.row(tag, restCells(bytes, sum, withNet), key.name());
            }
        }
        long outside = byLine
                ? sum
                        - bytesOf(SiteKey.OUTSIDE, self)
                        - bytesOf(SiteKey.TOOL, self)
                        - rows.stream().mapToLong(self).sum()
                : 0;
        if (outside != 0) {
            rest -= outside;
            table.row(tag, restCells(outside, sum, withNet), "(methods, outside of their lines)");
        }
        if (rest != 0) {
            table.row(tag, restCells(rest, sum, withNet), others(self, shown));
        }
        if (sum != 0 || !listed.isEmpty()) {
            table.printTo(page, MethodNames::fit);
        }
    }

    private String calls() {
        return byLine ? "hits" : "calls";
    }

    private String word() {
        return byLine ? "line" : "method";
    }

    private long bytesOf(SiteKey key, ToLongFunction<MethodTotals> self) {
        return profile.methods().stream()
                .filter(row -> row.key().equals(key))
                .mapToLong(self)
                .sum();
    }

    private String others(ToLongFunction<MethodTotals> self, List<MethodTotals> shown) {
        long count = rows.stream()
                .filter(row -> (byLine || row.key().isMethod()) && self.applyAsLong(row) != 0 && !shown.contains(row))
                .count();
        boolean bytecodes = rows.stream().anyMatch(row -> row.key().bytecodeIndex() >= 0);
        return "(" + Amounts.count(count) + " other " + (bytecodes ? "bytecode" : word()) + (count == 1 ? ")" : "s)");
    }

    private List<String> restCells(long self, long sum, boolean withNet) {
        return columns(amounts.column(self), Amounts.percent(self, sum), "", "", "", withNet);
    }

    private static List<String> columns(
            String self, String share, String net, String total, String calls, boolean withNet) {
        return withNet ? List.of(self, share, net, total, calls) : List.of(self, share, total, calls);
    }

    private String rate(long bytes, MethodOrder order) {
        boolean allocated = order == MethodOrder.ALLOCATED || order == MethodOrder.ALLOCATED_TOTAL;
        long millis = profile.recording().durationNanos() / 1_000_000;
        return allocated && millis > 0 ? " = " + amounts.bytes(Math.round(bytes * 1000.0 / millis)) + "/s" : "";
    }

    private List<MethodTotals> listed(MethodOrder order) {
        return order.sorted(rows).stream()
                .filter(row -> options.filter().lists(row.key()) && order.keyOf(row) != 0)
                .toList();
    }

    private List<MethodTotals> top(List<MethodTotals> listed) {
        return options.top() == 0 ? listed : listed.subList(0, Math.min(options.top(), listed.size()));
    }

    private String note(int listed, MethodOrder order) {
        String by = options.order().isPresent() ? "by " + order + ", " : "";
        return options.top() == 0 || listed <= options.top()
                ? "(" + by + "all " + listed + ")"
                : "(" + by + "top " + options.top() + " of " + Amounts.count(listed) + ")";
    }
}
