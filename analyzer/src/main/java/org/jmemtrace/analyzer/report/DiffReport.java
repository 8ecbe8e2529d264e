// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jmemtrace.analyzer.compare.Change;
import org.jmemtrace.analyzer.compare.Comparison;
import org.jmemtrace.analyzer.compare.Comparison.LineChange;
import org.jmemtrace.analyzer.compare.Condition;
import org.jmemtrace.analyzer.compare.Judgement;
import org.jmemtrace.analyzer.compare.Measure;
import org.jmemtrace.analyzer.compare.Per;

/** What a new build has more or less of, as text for a terminal or as Markdown for a pull request. */
public final class DiffReport {
    private static final int MOST_LINES = 10;

    private final Comparison comparison;
    private final List<Judgement> judgements;
    private final Per per;
    private final Amounts amounts = new Amounts(false);

    public DiffReport(Comparison comparison, List<Judgement> judgements, Per per) {
        this.comparison = comparison;
        this.judgements = List.copyOf(judgements);
        this.per = per;
    }

    /** Of the recordings' names on the two sides. */
    public String text(String base, String now) {
        StringBuilder out = new StringBuilder();
        out.append("base  ").append(SafeText.of(base)).append('\n');
        out.append("new   ").append(SafeText.of(now)).append('\n');
        if (per.kind() != Per.Kind.NONE) {
            out.append("Sums are per ").append(SafeText.of(per.unit())).append(".\n");
        }
        out.append(String.format("%n%-24s%11s%12s%12s  %-10s %s%n", "", "base", "new", "change", "+-noise", "verdict"));
        comparison.measures().forEach((measure, change) -> out.append(row(measure, change)));
        out.append('\n').append(lines());
        out.append('\n').append(conclusion());
        if (comparison.measures().values().stream().anyMatch(change -> !change.measured())) {
            out.append(
                    "Noise is assumed where a side is one recording; several of each side (--base, --new) measure it.\n");
        }
        return out.toString();
    }

    private String row(Measure measure, Change change) {
        return String.format(
                                "%-24s%11s%12s%12s  %-10s %s",
                                title(measure),
                                amounts.bytes(Math.round(change.base())),
                                amounts.bytes(Math.round(change.now())),
                                changeOf(change),
                                noiseOf(change),
                                verdict(measure, change))
                        .stripTrailing()
                + "\n";
    }

    private String title(Measure measure) {
        boolean divided = measure.isSum() && per.kind() != Per.Kind.NONE;
        return divided ? measure.title() + (per.kind() == Per.Kind.SECOND ? " / s" : " / op") : measure.title();
    }

    private String changeOf(Change change) {
        return change.base() == 0 || Math.abs(change.percent()) > 999
                ? amounts.change(Math.round(change.bytes()))
                : String.format(Locale.ROOT, "%+.1f%%", change.percent() + 0.0);
    }

    private String noiseOf(Change change) {
        return change.base() == 0 || Math.abs(change.noisePercent()) > 999
                ? amounts.bytes(Math.round(change.noise()))
                : String.format(Locale.ROOT, "%.1f%%", change.noisePercent());
    }

    private String verdict(Measure measure, Change change) {
        Optional<Judgement> judged = judgements.stream()
                .filter(each -> each.condition().measure().equals(Optional.of(measure)))
                .max((a, b) -> a.outcome().compareTo(b.outcome()));
        if (judged.isPresent() && judged.get().outcome() != Condition.Outcome.OK) {
            return judged.get().outcome() + " " + judged.get().condition().text();
        }
        if (!change.isSignificant()) {
            return "same";
        }
        return change.bytes() > 0 ? "more" : "less";
    }

    private String lines() {
        String what = comparison.byLine() ? "line" : "method";
        Change all = comparison.measures().get(Measure.ALLOCATED);
        if (all == null) {
            return "Allocation by " + what + " is not in both.\n";
        }
        StringBuilder out = new StringBuilder("WHAT CHANGED IN " + title(Measure.ALLOCATED) + "    "
                + amounts.change(Math.round(all.bytes())) + "\n");
        if (!comparison.lines().isEmpty()) {
            out.append(String.format("%12s  %11s  %s%n", "change", "+-noise", what));
        }
        for (LineChange line : shown()) {
            out.append(String.format(
                    "%12s  %11s  %s%s%n",
                    amounts.change(Math.round(line.change().bytes())),
                    amounts.bytes(Math.round(line.change().noise())),
                    nameOf(line),
                    note(line)));
        }
        int more = comparison.lines().size() - shown().size();
        if (more > 0) {
            out.append(String.format("%12s  %11s  %s%n", "", "", Amounts.count(more) + " more"));
        }
        return out.append(String.format(
                        "%12s  %11s  %s%n",
                        "",
                        "",
                        Amounts.count(comparison.unchanged()) + " other " + what
                                + "s, within noise or below 0.05% of all"))
                .toString();
    }

    private List<LineChange> shown() {
        return comparison
                .lines()
                .subList(0, Math.min(MOST_LINES, comparison.lines().size()));
    }

    private static String nameOf(LineChange line) {
        return SafeText.of(line.line() > 0 ? line.name() + ":" + line.line() : line.name());
    }

    private static String note(LineChange line) {
        return line.change().base() == 0 ? "  (new)" : line.change().now() == 0 ? "  (gone)" : "";
    }

    private String conclusion() {
        StringBuilder out = new StringBuilder();
        for (Judgement each : judgements) {
            if (each.outcome() != Condition.Outcome.OK) {
                out.append(each.outcome())
                        .append("  ")
                        .append(SafeText.of(each.condition().text()))
                        .append(": ")
                        .append(each.found())
                        .append('\n');
            }
        }
        if (out.length() == 0 && !judgements.isEmpty()) {
            out.append("OK  ")
                    .append(judgements.size())
                    .append(" of ")
                    .append(judgements.size())
                    .append(" conditions kept\n");
        }
        return out.toString();
    }

    /** What a condition was held against, in words. */
    public static String found(Change change) {
        Amounts amounts = new Amounts(false);
        return amounts.fromTo(Math.round(change.base()), Math.round(change.now()))
                + String.format(Locale.ROOT, " (%+.1f%%, noise +-%.1f%%)", change.percent(), change.noisePercent());
    }

    /** An amount of bytes in words. */
    public static String amount(double bytes) {
        return new Amounts(false).bytes(Math.round(bytes));
    }

    /** As {@link #text}, as Markdown. */
    public String markdown(String base, String now) {
        StringBuilder out = new StringBuilder("### Memory: " + Judgement.worst(judgements) + "\n\n");
        out.append("`")
                .append(code(base))
                .append("` against `")
                .append(code(now))
                .append("`\n\n");
        out.append("| | base | new | change | noise | verdict |\n|---|---:|---:|---:|---:|---|\n");
        for (Map.Entry<Measure, Change> each : comparison.measures().entrySet()) {
            Change change = each.getValue();
            out.append(String.format(
                    "| %s | %s | %s | %s | ±%s | %s |%n",
                    title(each.getKey()),
                    amounts.bytes(Math.round(change.base())),
                    amounts.bytes(Math.round(change.now())),
                    changeOf(change),
                    noiseOf(change),
                    verdict(each.getKey(), change)));
        }
        if (!comparison.lines().isEmpty()) {
            out.append("\n| change | noise | ")
                    .append(comparison.byLine() ? "line" : "method")
                    .append(" |\n|---:|---:|---|\n");
        }
        for (LineChange line : shown()) {
            out.append(String.format(
                    "| %s | ±%s | `%s`%s |%n",
                    amounts.change(Math.round(line.change().bytes())),
                    amounts.bytes(Math.round(line.change().noise())),
                    code(nameOf(line)),
                    note(line)));
        }
        return out.append('\n').append(conclusion()).toString();
    }

    /** Nothing in it ends the code or the cell. */
    private static String code(String text) {
        return SafeText.of(text).replace("`", "\\u0060").replace("|", "\\u007c");
    }
}
