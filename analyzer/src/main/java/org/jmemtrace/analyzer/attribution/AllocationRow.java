// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jmemtrace.analyzer.reader.AllocationPlace;
import org.jmemtrace.analyzer.reader.AllocationPlace.Frame;
import org.jmemtrace.analyzer.reader.SampledAllocations;
import org.jmemtrace.analyzer.reader.SampledPlace;

/**
 * An estimate of what a line, a method or a type allocated.
 *
 * @param key what it is of
 * @param rank from 1 on; rows whose intervals overlap have the same
 * @param lowBytes the lower end of the interval that holds the truth in 95 of 100 recordings
 * @param totalBytes with what it called; of lines and types the same as {@code bytes}
 */
public record AllocationRow(Key key, int rank, long bytes, long lowBytes, long highBytes, long totalBytes, long draws) {
    private static final double STUDENT_95 = 2.0; // of 50 parts or so
    private static final double NORMAL_95 = 1.959964;

    /**
     * What a row is of: a line, with the program's line that called it if it is the JDK's; a method; a type; or, in place of
     * a type, what recording took.
     *
     * @param caller that line, if it is another
     */
    public record Key(String type, Optional<Frame> frame, Optional<Frame> caller) {}

    /** Sums of one row. */
    private static final class Sum {
        private final double[] parts;
        private long counted;
        private long draws;
        private double total;

        Sum(int parts) {
            this.parts = new double[parts];
        }

        void add(SampledPlace place) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] += place.drawnBytes()[i];
            }
            counted += place.countedBytes();
            draws += place.draws();
        }
    }

    static List<AllocationRow> byType(SampledAllocations allocations) {
        return rows(allocations, place -> new Key(place.type(), Optional.empty(), Optional.empty()), false);
    }

    static List<AllocationRow> byLine(SampledAllocations allocations) {
        return rows(
                allocations,
                place -> {
                    Optional<Frame> first = place.frames().stream().findFirst();
                    Optional<Frame> own = place.frames().stream()
                            .filter(frame -> !frame.isOfJdk())
                            .findFirst();
                    return new Key("", first, own.equals(first) ? Optional.empty() : own);
                },
                false);
    }

    /** What the JDK takes is that of the program's method that called it, as where calls are counted. */
    static List<AllocationRow> byMethod(SampledAllocations allocations) {
        return rows(
                allocations,
                place -> new Key(
                        "",
                        place.frames().stream()
                                .filter(frame -> !frame.isOfJdk())
                                .findFirst()
                                .or(() -> place.frames().stream().findFirst())
                                .map(AllocationRow::method),
                        Optional.empty()),
                true);
    }

    private static Frame method(Frame frame) {
        return new Frame(frame.className(), frame.method(), frame.descriptor(), 0);
    }

    private static List<AllocationRow> rows(
            SampledAllocations allocations, Function<AllocationPlace, Key> keys, boolean totals) {
        Map<Key, Sum> sums = new HashMap<>();
        for (SampledPlace place : allocations.places()) {
            Key key = ofTools(place.place()).orElseGet(() -> keys.apply(place.place()));
            sums.computeIfAbsent(key, k -> new Sum(allocations.parts())).add(place);
        }
        if (totals) {
            addTotals(allocations, sums);
        }
        List<AllocationRow> rows = new ArrayList<>();
        sums.forEach((key, sum) -> rows.add(row(key, sum, allocations.scale())));
        rows.sort(Comparator.comparingLong(AllocationRow::bytes)
                .reversed()
                .thenComparing(row -> row.key().toString()));
        return ranked(rows);
    }

    /** No line, method or type of the program's: what recording it took. */
    private static Optional<Key> ofTools(AllocationPlace place) {
        if (place.isOurs()) {
            return Optional.of(new Key("(jmemtrace)", Optional.empty(), Optional.empty()));
        }
        return place.isFlightRecorders()
                ? Optional.of(new Key("(flight recorder)", Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    private static void addTotals(SampledAllocations allocations, Map<Key, Sum> sums) {
        for (SampledPlace place : allocations.places()) {
            if (ofTools(place.place()).isPresent()) {
                continue;
            }
            double bytes = place.countedBytes();
            for (double part : place.drawnBytes()) {
                bytes += part * allocations.scale();
            }
            LinkedHashSet<Frame> methods = new LinkedHashSet<>();
            place.place().frames().stream()
                    .filter(frame -> !frame.isOfJdk())
                    .map(AllocationRow::method)
                    .forEach(methods::add);
            for (Frame method : methods) {
                sums.computeIfAbsent(
                                new Key("", Optional.of(method), Optional.empty()), key -> new Sum(allocations.parts()))
                        .total += bytes;
            }
        }
    }

    private static AllocationRow row(Key key, Sum sum, double scale) {
        double drawn = 0;
        double differences = 0;
        for (int i = 0; i < sum.parts.length; i++) {
            drawn += sum.parts[i];
            double difference = i == 0 ? 0 : sum.parts[i] - sum.parts[i - 1];
            differences += difference * difference;
        }
        int parts = sum.parts.length;
        // Neighbours are compared, so that work that comes and goes is not taken for chance (von Neumann 1941).
        double error = parts < 2 ? drawn : Math.sqrt(differences * parts / (2 * (parts - 1)));
        double low = drawn - STUDENT_95 * error;
        double high = drawn + STUDENT_95 * error;
        if (sum.draws > 0) { // few draws: as few events of chance have it (Wilson and Hilferty 1931)
            double each = drawn / sum.draws;
            low = Math.min(low, each * chi(sum.draws, -NORMAL_95));
            high = Math.max(high, each * chi(sum.draws + 1, NORMAL_95));
        }
        long bytes = sum.counted + Math.round(drawn * scale);
        return new AllocationRow(
                key,
                0,
                bytes,
                sum.counted + Math.round(Math.max(0, low) * scale),
                sum.counted + Math.round(high * scale),
                Math.max(bytes, Math.round(sum.total)),
                sum.draws);
    }

    private static double chi(long draws, double normal) {
        double root = 1 - 1 / (9.0 * draws) + normal / (3 * Math.sqrt(draws));
        return draws * Math.max(0, root * root * root);
    }

    private static List<AllocationRow> ranked(List<AllocationRow> sorted) {
        List<AllocationRow> ranked = new ArrayList<>();
        int rank = 0;
        long low = 0;
        for (AllocationRow row : sorted) {
            if (rank == 0 || row.highBytes < low) {
                rank = ranked.size() + 1;
                low = row.lowBytes;
            }
            ranked.add(new AllocationRow(
                    row.key, rank, row.bytes, row.lowBytes, row.highBytes, row.totalBytes, row.draws));
        }
        return ranked;
    }
}
