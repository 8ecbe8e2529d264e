// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.SiteKey;

/** A source file as the recording names it, and what each of its lines took. */
final class AnnotatedFile {
    private final String className;
    private final String fileName;
    private final NavigableMap<Integer, MethodTotals> lines = new TreeMap<>();
    private final Map<SiteKey, Long> hits = new HashMap<>();
    private final Set<Integer> ofSeveral = new HashSet<>();

    /**
     * A file without lines as yet.
     *
     * @param className of one of its classes
     * @param fileName empty if the class file does not say
     */
    AnnotatedFile(String className, String fileName) {
        this.className = className;
        this.fileName = fileName;
    }

    /** Adds what a method's part of a line, or a bytecode on it, took. The total may be too low until it is raised. */
    void add(MethodTotals row) {
        SiteKey line = SiteKey.sourceLine(path(), row.key().line());
        MethodTotals part = with(row, line, moreHits(row), row.allocatedTotalBytes(), row.residentTotalBytes());
        if (lines.containsKey(line.line())) {
            ofSeveral.add(line.line());
        }
        lines.merge(line.line(), part, AnnotatedFile::plus);
    }

    /** Of bytecodes of one method not each is passed each time: its line was, as often as the one most passed. */
    private long moreHits(MethodTotals row) {
        SiteKey key = row.key();
        SiteKey ofMethod = SiteKey.method(key.className(), key.method(), key.descriptor() + key.line());
        long before = hits.getOrDefault(ofMethod, 0L);
        hits.put(ofMethod, Math.max(before, row.calls()));
        return Math.max(before, row.calls()) - before;
    }

    /** Takes the total of a line as a whole, which is more than that of each part. */
    void raiseTotal(MethodTotals whole) {
        lines.computeIfPresent(
                whole.key().line(),
                (line, row) ->
                        with(row, row.key(), row.calls(), whole.allocatedTotalBytes(), whole.residentTotalBytes()));
    }

    private static MethodTotals plus(MethodTotals a, MethodTotals b) {
        return new MethodTotals(
                a.key(),
                a.calls() + b.calls(),
                a.allocatedSelfBytes() + b.allocatedSelfBytes(),
                Math.max(a.allocatedTotalBytes(), b.allocatedTotalBytes()),
                a.residentSelfBytes() + b.residentSelfBytes(),
                Math.max(a.residentTotalBytes(), b.residentTotalBytes()));
    }

    private static MethodTotals with(MethodTotals row, SiteKey key, long hits, long allocated, long resident) {
        return new MethodTotals(
                key,
                hits,
                row.allocatedSelfBytes(),
                Math.max(row.allocatedTotalBytes(), allocated),
                row.residentSelfBytes(),
                Math.max(row.residentTotalBytes(), resident));
    }

    String className() {
        return className;
    }

    String fileName() {
        return fileName;
    }

    /** As below a directory of sources: com/acme/Cart.java. */
    String path() {
        String directory =
                className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
        return directory + (fileName.isEmpty() ? "(no source file is named)" : fileName);
    }

    NavigableMap<Integer, MethodTotals> lines() {
        return lines;
    }

    /** Whether any line is of several methods or bytecodes. */
    boolean hasMerged() {
        return !ofSeveral.isEmpty();
    }

    long allocatedBytes() {
        return lines.values().stream()
                .mapToLong(MethodTotals::allocatedSelfBytes)
                .sum();
    }

    long residentBytes() {
        return lines.values().stream()
                .mapToLong(MethodTotals::residentSelfBytes)
                .sum();
    }

    /** Memory of both kinds, by which files and lines are compared. */
    long bytes() {
        return allocatedBytes() + residentBytes();
    }

    /** The greatest figure that a line took itself. */
    long mostBytes() {
        return lines.values().stream()
                .mapToLong(row -> Math.max(row.allocatedSelfBytes(), row.residentSelfBytes()))
                .max()
                .orElse(0);
    }

    /** Whether no other line took more, and this one something. */
    boolean isHottest(int line) {
        return lines.entrySet().stream()
                .max(Map.Entry.comparingByValue(Comparator.comparingLong(AnnotatedFile::self)))
                .filter(hottest -> hottest.getKey() == line && self(hottest.getValue()) > 0)
                .isPresent();
    }

    private static long self(MethodTotals row) {
        return row.allocatedSelfBytes() + row.residentSelfBytes();
    }
}
