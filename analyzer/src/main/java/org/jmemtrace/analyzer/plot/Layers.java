// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmemtrace.analyzer.attribution.LedgerSeries;
import org.jmemtrace.analyzer.report.SafeText;

/**
 * What RSS was made of over time, one part on top of the other.
 *
 * @param seconds of each instant, ascending
 * @param parts from the lowest to the topmost
 */
record Layers(double[] seconds, List<Layer> parts) {
    /** A part that never reaches this share of the highest RSS is not told apart. */
    private static final double LEAST_SHARE = 0.02;

    private static final String OTHER = "all other";

    /**
     * One part.
     *
     * @param topBytes of each instant: the part and all below it
     */
    record Layer(String name, long[] topBytes) {}

    static final Layers NONE = new Layers(new double[0], List.of());

    static Layers of(LedgerSeries ledger, long beginNanos) {
        List<LedgerSeries.Instant> instants = ledger.instants();
        if (instants.size() < 2) {
            return NONE;
        }
        double[] seconds = instants.stream()
                .mapToDouble(instant -> (instant.epochNanos() - beginNanos) / 1e9)
                .toArray();
        long[] top = new long[seconds.length];
        long[] other = new long[seconds.length];
        long highest = instants.stream()
                .mapToLong(LedgerSeries.Instant::residentBytes)
                .max()
                .orElse(0);
        List<Layer> parts = new ArrayList<>();
        for (String category : ledger.categories()) {
            long[] bytes = instants.stream()
                    .mapToLong(instant -> instant.residentBytes(category))
                    .toArray();
            boolean large = Arrays.stream(bytes).max().orElse(0) >= LEAST_SHARE * highest;
            Arrays.setAll(large ? top : other, i -> (large ? top : other)[i] + bytes[i]);
            if (large) {
                parts.add(new Layer(SafeText.of(category), top.clone()));
            }
        }
        Arrays.setAll(top, i -> top[i] + other[i]);
        parts.add(new Layer(OTHER, top));
        return new Layers(seconds, parts);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }
}
