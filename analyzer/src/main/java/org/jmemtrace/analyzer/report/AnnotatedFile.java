// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jmemtrace.analyzer.attribution.MethodTotals;

/** A source file as the recording names it, and what each of its lines took. */
final class AnnotatedFile {
    private final String className;
    private final String fileName;
    private final NavigableMap<Integer, MethodTotals> lines = new TreeMap<>();

    /**
     * @param className of one of its classes
     * @param fileName empty if the class file does not say
     */
    AnnotatedFile(String className, String fileName) {
        this.className = className;
        this.fileName = fileName;
    }

    /** Adds what a line, or a bytecode on it, took. */
    void add(MethodTotals row) {
        lines.merge(row.key().line(), row, AnnotatedFile::plus);
    }

    /** Of bytecodes on one line not each is passed each time: the line was, as often as the one most passed. */
    private static MethodTotals plus(MethodTotals a, MethodTotals b) {
        return new MethodTotals(
                a.key(),
                Math.max(a.calls(), b.calls()),
                a.allocatedSelfBytes() + b.allocatedSelfBytes(),
                a.allocatedTotalBytes() + b.allocatedTotalBytes(),
                a.residentSelfBytes() + b.residentSelfBytes(),
                a.residentTotalBytes() + b.residentTotalBytes());
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

    /** The line that took most. */
    int hottestLine() {
        return lines.entrySet().stream()
                .max(Map.Entry.comparingByValue(
                        Comparator.comparingLong(row -> row.allocatedSelfBytes() + row.residentSelfBytes())))
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
