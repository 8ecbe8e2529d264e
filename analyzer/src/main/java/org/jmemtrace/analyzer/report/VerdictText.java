// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.RssSeries;
import org.jmemtrace.analyzer.attribution.Touched;
import org.jmemtrace.analyzer.attribution.Verdict.Basis;
import org.jmemtrace.analyzer.attribution.Verdict.Word;

/** The verdict in words: where RSS goes, what that rests on, and who touched most of it. */
final class VerdictText {
    private static final String GAP = "   ";
    private static final int MOST_CULPRITS = 3;
    private static final long LEAST_SHARE = 20; // one part in 20: 5 %

    private record Culprit(String name, long bytes) {}

    private final Profile profile;
    private final Amounts amounts;
    private final MethodNames names;

    VerdictText(Profile profile, Amounts amounts, MethodNames names) {
        this.profile = profile;
        this.amounts = amounts;
        this.names = names;
    }

    void print(Page page) {
        Word word = profile.verdict().word();
        String claim = profile.rss().name() + (word == Word.INCONCLUSIVE ? " " : " IS ") + word;
        page.blank();
        String line = claim + figures();
        int slope = line.lastIndexOf(GAP);
        boolean fits = line.length() <= page.width();
        page.line(paint(word, claim, page.ink()) + line.substring(claim.length(), fits ? line.length() : slope));
        if (!fits) {
            page.line("  " + line.substring(slope + GAP.length()));
        }
        page.paragraph("  ", "  ", basis());
        container().ifPresent(text -> page.paragraph("  ", "    ", text));
        String culprits = culprits();
        if (!culprits.isEmpty()) {
            page.paragraph("  ", "    ", culprits);
        }
    }

    /** The same as one sentence, for JSON. */
    String sentence() {
        String claim = profile.rss().name() + " " + profile.verdict().word()
                + figures().replace(GAP, ", ");
        return (claim + ". " + basis() + " "
                        + container().map(text -> text + " ").orElse("") + culprits())
                .strip()
                .replace('\u00a0', ' ');
    }

    private static String paint(Word word, String claim, Ink ink) {
        return switch (word) {
            case GROWING -> ink.red(claim);
            case STEADY, SHRINKING -> ink.green(claim);
            case INCONCLUSIVE -> ink.yellow(claim);
        };
    }

    private String figures() {
        RssSeries rss = profile.rss();
        if (rss.size() < 2) {
            return "";
        }
        long from = rss.rssBytes(0);
        long to = rss.rssBytes(rss.size() - 1);
        StringBuilder figures = new StringBuilder(GAP)
                .append(amounts.fromTo(from, to))
                .append(GAP)
                .append(amounts.change(to - from));
        profile.verdict()
                .slope()
                .ifPresent(slope -> figures.append(GAP)
                        .append(amounts.change(Math.round(slope.bytesPerMinute())))
                        .append("/min (95%: ")
                        .append(amounts.range(
                                Math.round(slope.lowBytesPerMinute()),
                                Math.round(slope.highBytesPerMinute()),
                                Math.round(slope.bytesPerMinute())))
                        .append(")"));
        return figures.toString();
    }

    private String basis() {
        RssSeries rss = profile.rss();
        Basis basis = profile.verdict().basis();
        String peak = "Peak " + amounts.bytes(rss.peakBytes()) + ".";
        return switch (basis) {
            case NO_SAMPLES ->
                profile.rss().name() + " was " + (rss.size() == 0 ? "never sampled" : "sampled only once")
                        + " in this recording.";
            case ENDS ->
                "First and last of " + rss.size() + " samples; " + Amounts.duration(rss.durationNanos())
                        + " is too short for a trend. " + peak;
            case TREND ->
                (profile.verdict().word() == Word.STEADY
                                ? "It moves no more than samples of a steady process do. "
                                : "It goes on to the end of the recording. ")
                        + peak;
            case LEVELED ->
                "It " + (rss.changeBytes().orElse(0) > 0 ? "rose" : "fell")
                        + " at first, and has stayed where it is in the second half. " + peak;
            case TURNED -> "The second half does not go on like the whole: no single trend. " + peak;
        };
    }

    private Optional<String> container() {
        return profile.container().map(use -> {
            String text = "Container limit " + amounts.bytes(use.limitBytes()) + ", working set "
                    + amounts.bytes(use.workingSetBytes());
            return use.nanosToLimit().isPresent()
                    ? text + ": full in about "
                            + Amounts.roughly(use.nanosToLimit().getAsLong()) + "."
                    : text + " (" + Math.round(100.0 * use.workingSetBytes() / use.limitBytes()) + " %).";
        });
    }

    /** Who touched the most pages, of methods and of threads that run none. */
    private String culprits() {
        List<Culprit> all = new ArrayList<>();
        boolean byLine = !profile.lines().isEmpty();
        for (MethodTotals row : byLine ? profile.linesAndNatives() : profile.methods()) {
            if (byLine || row.key().isMethod()) {
                all.add(new Culprit(names.of(row.key()), row.residentSelfBytes()));
            }
        }
        for (Touched.Row row : profile.touched().rows()) {
            if (!row.name().equals(Touched.METHODS) && !row.name().equals(Touched.RELEASED)) {
                all.add(new Culprit(row.name(), row.bytes()));
            }
        }
        long sum =
                all.stream().mapToLong(culprit -> Math.max(0, culprit.bytes())).sum();
        String named = all.stream()
                .filter(culprit -> culprit.bytes() > 0 && culprit.bytes() >= sum / LEAST_SHARE)
                .sorted(Comparator.comparingLong(Culprit::bytes).reversed().thenComparing(Culprit::name))
                .limit(MOST_CULPRITS)
                .map(culprit -> Page.unbroken(culprit.name() + " " + amounts.bytes(culprit.bytes())))
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "" : "Pages first touched by: " + named + ".";
    }
}
