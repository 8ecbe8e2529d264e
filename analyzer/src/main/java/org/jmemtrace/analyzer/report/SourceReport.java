// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.SiteKey;

/** Sources with what each line took beside it. */
public final class SourceReport {
    /** Lines that are shown around one that took something. */
    private static final int AROUND = 2;

    private final Profile profile;
    private final SourceFiles sources;
    private final ReportOptions options;
    private final Amounts amounts;

    public SourceReport(Profile profile, SourceFiles sources, ReportOptions options) {
        this.profile = profile;
        this.sources = sources;
        this.options = options;
        amounts = new Amounts(options.exactBytes());
    }

    /** The sources of the classes whose names have the pattern in them, the most costly first; empty if none has. */
    public Optional<String> text(Pattern classes) {
        Map<String, AnnotatedFile> files = new TreeMap<>();
        for (MethodTotals row : profile.lines()) {
            SiteKey key = row.key();
            if (classes.matcher(key.className()).find()) {
                Profile.Place place = profile.places().get(key);
                AnnotatedFile file = new AnnotatedFile(key.className(), place == null ? "" : place.file());
                files.computeIfAbsent(file.path(), path -> file).add(row);
            }
        }
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Page page = new Page(options.width(), options.ink());
        files.values().stream()
                .sorted(Comparator.comparingLong(AnnotatedFile::bytes).reversed())
                .forEach(file -> print(file, page));
        page.blank();
        page.paragraph(
                "",
                "  ",
                "heap: what the line itself allocated. total: with woven callees. resident: pages that the line itself"
                        + " touched first. > took most.");
        return Optional.of(page.toString().substring(1)); // without the blank line above the first heading
    }

    private void print(AnnotatedFile file, Page page) {
        page.heading(
                SafeText.of(file.path(), options.ascii()),
                "heap " + amounts.bytes(file.allocatedBytes()) + "   resident " + amounts.bytes(file.residentBytes()));
        Optional<List<String>> source = sources.read(file.className(), file.fileName());
        if (source.isEmpty()) {
            page.paragraph("  ", "  ", "Source not found below: " + SafeText.of(sources.toString()));
        } else if (!file.lines().isEmpty()
                && file.lines().lastKey() > source.get().size()) {
            page.paragraph("  ", "  ", "The source has fewer lines than when it was compiled: it has changed since.");
        }
        List<String> text = source.orElse(List.of());
        Table table = new Table().header(List.of("line", "heap", "total", "resident", "hits"), "");
        int shown = 0;
        for (int line : file.lines().keySet()) {
            int from = text.isEmpty() ? line : Math.max(shown + 1, line - AROUND);
            if (from > shown + 1 && shown > 0) {
                table.row(' ', List.of("...", "", "", "", ""), "");
            }
            int to = text.isEmpty() ? line : Math.max(line, Math.min(line + AROUND, text.size()));
            for (int each = Math.max(from, shown + 1); each <= to; each++) {
                print(file, each, text, table);
            }
            shown = Math.max(shown, to);
        }
        table.printTo(page, (words, width) -> words.substring(0, Math.min(width, words.length())));
    }

    private void print(AnnotatedFile file, int line, List<String> text, Table table) {
        MethodTotals row = file.lines().get(line);
        String words = line >= 1 && line <= text.size() ? text.get(line - 1).replace("\t", "    ") : "";
        table.row(
                row != null && line == file.hottestLine() ? '>' : ' ',
                row == null
                        ? List.of(Integer.toString(line), ".", ".", ".", ".")
                        : List.of(
                                line == 0 ? "?" : Integer.toString(line),
                                amount(row.allocatedSelfBytes()),
                                amount(row.allocatedTotalBytes()),
                                amount(row.residentSelfBytes()),
                                Amounts.count(row.calls())),
                "| " + SafeText.of(words, options.ascii()));
    }

    private String amount(long bytes) {
        return bytes == 0 ? "." : amounts.column(bytes);
    }
}
