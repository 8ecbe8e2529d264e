// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.attribution.ProcessRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.attribution.TreeSeries;

/** The processes as a tree, where there are several: at the first sample, at the last, and at their highest. */
final class ProcessTable {
    private static final int MOST_DEPTH = 10;

    private final Profile profile;
    private final ReportOptions options;
    private final Amounts amounts;
    private final TreeSeries tree;
    private final boolean byPss;
    private final long beginNanos;

    private ProcessTable(Profile profile, ReportOptions options, Amounts amounts) {
        this.profile = profile;
        this.options = options;
        this.amounts = amounts;
        tree = profile.processTree();
        byPss = profile.processes().stream().anyMatch(row -> row.peakPssBytes().isPresent());
        beginNanos = profile.recording().startEpochNanos();
    }

    static void print(Profile profile, ReportOptions options, Page page, Amounts amounts) {
        if (profile.processes().size() > 1) {
            new ProcessTable(profile, options, amounts).print(page);
        }
    }

    private void print(Page page) {
        List<ProcessRow> rows = profile.processes();
        int shown = options.top() == 0 ? rows.size() : Math.min(rows.size(), options.top());
        long least = rows.stream()
                .map(ProcessRow::peakBytes)
                .sorted((a, b) -> Long.compare(b, a))
                .skip(shown - 1L)
                .findFirst()
                .orElse(0L);
        page.heading(
                byPss ? "PROCESS TREE, PSS" : "PROCESS TREE, RSS",
                shown < rows.size() ? "(largest " + shown + " of " + Amounts.count(rows.size()) + ")" : "");
        Table table = new Table().header(List.of("start", "end", "peak", "at", "pid"), "");
        int[] left = {shown};
        depths().forEach((row, depth) -> {
            if (row.peakBytes() >= least && left[0]-- > 0) {
                table.row(
                        Source.COUNTED.tag(),
                        List.of(
                                wasThereAtFirst(row) ? amounts.column(first(row)) : "-",
                                row.lastEpochNanos() >= tree.last().epochNanos() ? amounts.column(last(row)) : "-",
                                amounts.column(row.peakBytes()),
                                Amounts.duration(Math.max(0, row.peakEpochNanos() - beginNanos)),
                                Long.toString(row.pid())),
                        "  ".repeat(Math.min(MOST_DEPTH, depth)) + SafeText.of(row.name(), options.ascii()));
            }
        });
        TreeSeries.Instant peak = tree.peak();
        table.row(
                (byPss ? Source.COUNTED : Source.INFERRED).tag(),
                List.of(
                        amounts.column(tree.first().bytes()),
                        amounts.column(tree.last().bytes()),
                        amounts.column(peak.bytes()),
                        Amounts.duration(Math.max(0, peak.epochNanos() - beginNanos)),
                        ""),
                "total" + (byPss ? "" : ", pages that are shared counted for each"));
        table.printTo(page, (text, width) -> text.length() <= width ? text : text.substring(0, width - 3) + "...");
    }

    private boolean wasThereAtFirst(ProcessRow row) {
        return tree.first().processes().stream().anyMatch(process -> process.pid == row.pid());
    }

    private long first(ProcessRow row) {
        return of(row.firstPssBytes(), row.firstRssBytes());
    }

    private long last(ProcessRow row) {
        return row.lastRssBytes() == 0 ? 0 : of(row.lastPssBytes(), row.lastRssBytes());
    }

    private long of(OptionalLong pss, long rss) {
        return byPss ? pss.orElse(rss) : rss;
    }

    /** Children below their parents, and how deep. */
    private Map<ProcessRow, Integer> depths() {
        Map<Long, List<ProcessRow>> children = new LinkedHashMap<>();
        Map<Long, ProcessRow> known = new LinkedHashMap<>();
        profile.processes().forEach(row -> known.put(row.pid(), row));
        List<ProcessRow> waiting = new ArrayList<>();
        for (ProcessRow row : profile.processes()) {
            if (row.ppid() != row.pid() && known.containsKey(row.ppid())) {
                children.computeIfAbsent(row.ppid(), pid -> new ArrayList<>()).add(row);
            } else {
                waiting.add(row);
            }
        }
        Map<ProcessRow, Integer> depths = new LinkedHashMap<>();
        for (ProcessRow root : waiting) {
            addBelow(root, children, depths);
        }
        profile.processes().forEach(row -> depths.putIfAbsent(row, 0)); // of a circle, which reused numbers can make
        return depths;
    }

    private static void addBelow(
            ProcessRow root, Map<Long, List<ProcessRow>> children, Map<ProcessRow, Integer> depths) {
        record Visit(ProcessRow row, int depth) {}
        List<Visit> stack = new ArrayList<>(List.of(new Visit(root, 0)));
        while (!stack.isEmpty()) {
            Visit visit = stack.remove(stack.size() - 1);
            depths.put(visit.row(), visit.depth());
            List<ProcessRow> below = children.getOrDefault(visit.row().pid(), List.of());
            for (int i = below.size() - 1; i >= 0; i--) {
                stack.add(new Visit(below.get(i), visit.depth() + 1));
            }
        }
    }
}
