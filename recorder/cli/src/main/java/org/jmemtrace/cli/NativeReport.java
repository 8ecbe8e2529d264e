// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jmemtrace.dtrace.NativeAllocations;
import org.jmemtrace.dtrace.NativeSum;

/** Native allocation by line of the program, what is outstanding first. */
final class NativeReport {
    private final NativeAllocations all;
    private final int top;

    NativeReport(NativeAllocations all, int top) {
        this.all = all;
        this.top = top;
    }

    /** What a line took. */
    private static final class Row {
        private final String place;
        private long calls;
        private long bytes;
        private long freedBytes;
        private long outstandingCalls;

        Row(String place) {
            this.place = place;
        }

        void add(NativeSum sum) {
            calls += sum.calls();
            bytes += sum.bytes();
            freedBytes += sum.freedBytes();
            outstandingCalls += sum.outstandingCalls();
        }

        long outstandingBytes() {
            return bytes - freedBytes;
        }
    }

    List<String> lines() {
        Map<String, Row> byPlace = new HashMap<>();
        for (NativeSum sum : all.sums()) {
            byPlace.computeIfAbsent(sum.place(), Row::new).add(sum);
        }
        List<Row> rows = new ArrayList<>(byPlace.values());
        rows.sort(Comparator.comparingLong(Row::outstandingBytes)
                .thenComparing(row -> row.bytes)
                .reversed()
                .thenComparing(row -> row.place));
        List<String> lines = new ArrayList<>();
        lines.add(heading());
        lines.add(String.format("%12s %9s %12s %12s  %s", "outstanding", "blocks", "allocated", "freed", "where"));
        rows.stream().limit(top == 0 ? rows.size() : top).forEach(row -> lines.add(line(row)));
        if (top > 0 && rows.size() > top) {
            lines.add(String.format(
                    Locale.ROOT, "%12s %9s %12s %12s  %,d more (--top 0)", "", "", "", "", rows.size() - top));
        }
        lines.add(reconciliation());
        return lines;
    }

    private String heading() {
        String how = all.sampleBytes() == 0
                ? "each block"
                : "each block of " + new ByteSize(all.sampleBytes()) + " and more; of smaller ones a sample by bytes";
        return "NATIVE ALLOCATION   " + how;
    }

    private static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%12s %,9d %12s %12s  %s",
                size(row.outstandingBytes()),
                row.outstandingCalls,
                size(row.bytes),
                size(row.freedBytes),
                Printable.of(row.place));
    }

    private static String size(long bytes) {
        return (bytes < 0 ? "-" : "") + new ByteSize(Math.abs(bytes));
    }

    /** All calls, recorded or not: none is left out. */
    private String reconciliation() {
        return String.format(
                Locale.ROOT,
                "%,d calls of malloc and its like for %s, %,d frees; %,d failed, %,d of unknown end%s",
                all.calls(),
                new ByteSize(all.bytes()),
                all.frees(),
                all.failedCalls(),
                all.lostBlocks(),
                all.whole() ? "" : "; the JVM was killed while it wrote this");
    }
}
