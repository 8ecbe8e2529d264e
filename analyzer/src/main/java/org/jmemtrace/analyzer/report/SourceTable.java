// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Quality;

/** One source file: its lines that took something and those around them, as far left as they go. */
final class SourceTable {
    /** Lines that are shown around one that took something. */
    private static final int AROUND = 2;

    private static final String TAB = "    ";
    private static final String NOT_MEASURED = "n/a";

    private final AnnotatedFile file;
    private final Quality quality;
    private final ReportOptions options;
    private final Amounts amounts;
    private final int unit;

    SourceTable(AnnotatedFile file, Quality quality, ReportOptions options) {
        this.file = file;
        this.quality = quality;
        this.options = options;
        amounts = new Amounts(options.exactBytes());
        unit = amounts.columnUnit(file.mostBytes());
    }

    void print(SourceFiles sources, Page page) {
        page.heading(SafeText.of(file.path(), options.ascii()), sums());
        Optional<SourceFiles.Found> source = sources.read(file.className(), file.fileName());
        List<String> text = source.map(found -> found.lines().stream()
                        .map(line -> line.replace("\t", TAB))
                        .toList())
                .orElse(List.of());
        String where = source.map(found -> "Source: " + found.file())
                .orElse("(source not found: looked in " + sources + "; name others with --source-path)");
        page.paragraph("  ", "    ", SafeText.of(where, options.ascii()));
        int last = file.lines().lastKey();
        if (source.isPresent() && last > text.size()) {
            page.paragraph(
                    "  ",
                    "    ",
                    "Line " + last + " ran, but the source ends at " + text.size()
                            + ": it has changed since, and the text may not belong to the figures.");
        }
        printLines(text, page);
    }

    private String sums() {
        return "heap " + (quality.allocated().isOff() ? NOT_MEASURED : amounts.bytes(file.allocatedBytes()))
                + "   resident " + (quality.resident().isOff() ? NOT_MEASURED : amounts.bytes(file.residentBytes()));
    }

    private void printLines(List<String> text, Page page) {
        String name = Amounts.unitName(unit);
        String legend = unit == 0 ? name : name + ", . below 0.05 " + name;
        Table table = new Table(" ").header(List.of("line", "heap", "total", "resident", "hits"), "| " + legend);
        List<Integer> shown = shown(text);
        int indent = shown.stream()
                .map(line -> textOf(line, text))
                .filter(words -> !words.isBlank())
                .mapToInt(words -> words.length() - words.stripLeading().length())
                .min()
                .orElse(0);
        int before = shown.get(0) - 1;
        for (int line : shown) {
            if (line > before + 1) {
                table.row(' ', List.of("...", "", "", "", ""), "");
            }
            before = line;
            String words = textOf(line, text);
            String safe = SafeText.of(words.substring(Math.min(indent, words.length())), options.ascii());
            table.row(file.isHottest(line) ? '>' : ' ', cells(line), "| " + safe);
        }
        table.printTo(page, (words, width) -> words.substring(0, Math.min(width, words.length())));
    }

    /** All that took something, and where there is a source those around them; no gap begins or ends with blanks. */
    private List<Integer> shown(List<String> text) {
        TreeSet<Integer> shown = new TreeSet<>(file.lines().keySet());
        for (int line : file.lines().keySet()) {
            addAround(line, -1, text, shown);
            addAround(line, 1, text, shown);
        }
        return new ArrayList<>(shown);
    }

    private static void addAround(int line, int step, List<String> text, Set<Integer> shown) {
        int far = line + AROUND * step;
        while (far != line && textOf(far, text).isBlank()) {
            far -= step;
        }
        for (int near = line; near != far; ) {
            near += step;
            shown.add(near);
        }
    }

    private static String textOf(int line, List<String> text) {
        return line >= 1 && line <= text.size() ? text.get(line - 1) : "";
    }

    private List<String> cells(int line) {
        String number = line == 0 ? "?" : Integer.toString(line);
        MethodTotals row = file.lines().get(line);
        return row == null
                ? List.of(number, ".", ".", ".", ".")
                : List.of(
                        number,
                        amount(row.allocatedSelfBytes(), quality.allocated()),
                        amount(row.allocatedTotalBytes(), quality.allocated()),
                        amount(row.residentSelfBytes(), quality.resident()),
                        Amounts.count(row.calls()));
    }

    private String amount(long bytes, Quality.Counter counter) {
        return counter.isOff() ? NOT_MEASURED : Amounts.inUnit(bytes, unit);
    }
}
