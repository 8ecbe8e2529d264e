// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Quality;
import org.jmemtrace.analyzer.attribution.SiteKey;

/** Sources with what each line took beside it. */
public final class SourceReport {
    private final Profile profile;
    private final SourceFiles sources;
    private final ReportOptions options;

    public SourceReport(Profile profile, SourceFiles sources, ReportOptions options) {
        this.profile = profile;
        this.sources = sources;
        this.options = options;
    }

    /** The sources of the classes whose names have the pattern in them, the most costly first; empty if none has. */
    public Optional<String> text(Pattern classes) {
        List<AnnotatedFile> files = files(classes);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Page page = new Page(options.width(), options.ink());
        files.stream()
                .sorted(Comparator.comparingLong(AnnotatedFile::bytes).reversed())
                .forEach(file -> new SourceTable(file, profile.quality(), options).print(sources, page));
        page.blank();
        notes(files).forEach(note -> page.paragraph("", "  ", note));
        return Optional.of(page.toString().substring(1)); // without the blank line above the first heading
    }

    private List<AnnotatedFile> files(Pattern classes) {
        Map<String, AnnotatedFile> files = new TreeMap<>();
        Map<SiteKey, SiteKey> seenAs = new HashMap<>();
        for (MethodTotals row : profile.linesWithNatives()) {
            SiteKey key = row.key();
            if (classes.matcher(key.className()).find()) {
                Profile.Place place = profile.places().get(key);
                AnnotatedFile named = new AnnotatedFile(key.className(), place == null ? "" : place.file());
                AnnotatedFile file = files.computeIfAbsent(named.path(), path -> named);
                file.add(row);
                seenAs.put(key, SiteKey.sourceLine(file.path(), key.line()));
            }
        }
        if (files.values().stream().anyMatch(AnnotatedFile::hasMerged)) {
            for (MethodTotals line : profile.mergedLines(key -> seenAs.getOrDefault(key, key))) {
                Optional.ofNullable(files.get(line.key().method())).ifPresent(file -> file.raiseTotal(line));
            }
        }
        return List.copyOf(files.values());
    }

    /** What the columns mean, and what keeps the figures from being all that there was. */
    private List<String> notes(List<AnnotatedFile> files) {
        List<String> notes = new ArrayList<>();
        boolean bytecodes = profile.lines().stream().anyMatch(row -> row.key().bytecodeIndex() >= 0);
        notes.add(
                "heap: what the line itself allocated. total: with woven callees. resident: pages that the line itself"
                        + " touched first. Native methods that it calls count as the line itself. hits: how often "
                        + (bytecodes ? "its most passed bytecode was passed." : "it was begun.")
                        + " > took most.");
        addOff("heap and total", profile.quality().allocated(), notes);
        addOff("resident", profile.quality().resident(), notes);
        if (profile.tree().foldedNodes() > 0 && files.stream().anyMatch(AnnotatedFile::hasMerged)) {
            notes.add("- calling contexts were folded: totals of lines with several methods or bytecodes on them are"
                    + " lower bounds");
        }
        for (String warning : profile.warnings()) {
            notes.add("- " + SafeText.of(warning, options.ascii()));
        }
        return notes;
    }

    private static void addOff(String columns, Quality.Counter counter, List<String> notes) {
        if (counter.isOff()) {
            notes.add("- " + columns + ": not measured: " + SafeText.of(counter.reason()));
        }
    }
}
