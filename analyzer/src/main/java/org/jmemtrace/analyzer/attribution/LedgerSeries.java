// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jmemtrace.events.RssLedger;

/** What RSS was made of, again and again. */
public record LedgerSeries(List<Instant> instants) {
    /**
     * What it was made of once.
     *
     * @param rows by category, in the order in which they were written
     */
    public record Instant(long epochNanos, Map<String, RssLedger> rows) {
        public long residentBytes(String category) {
            RssLedger row = rows.get(category);
            return row == null ? 0 : row.residentBytes;
        }

        public long residentBytes() {
            return rows.values().stream().mapToLong(row -> row.residentBytes).sum();
        }
    }

    public LedgerSeries {
        instants = List.copyOf(instants);
    }

    static LedgerSeries of(List<RssLedger> recorded) {
        TreeMap<Long, Map<String, RssLedger>> byTime = new TreeMap<>();
        for (RssLedger row : recorded) {
            byTime.computeIfAbsent(row.epochNanos, instant -> new LinkedHashMap<>())
                    .put(row.category, row);
        }
        // The row that is written last: without it the others can be short of some.
        byTime.values().removeIf(rows -> !rows.containsKey(RssLedger.UNEXPLAINED));
        List<Instant> instants = new ArrayList<>();
        byTime.forEach((nanos, rows) -> instants.add(new Instant(nanos, rows)));
        return new LedgerSeries(instants);
    }

    public boolean isEmpty() {
        return instants.isEmpty();
    }

    Instant first() {
        return instants.get(0);
    }

    Instant last() {
        return instants.get(instants.size() - 1);
    }

    /** The one nearest to a time; there must be one. */
    public Instant nearest(long epochNanos) {
        Instant nearest = first();
        for (Instant instant : instants) {
            if (Math.abs(instant.epochNanos() - epochNanos) <= Math.abs(nearest.epochNanos() - epochNanos)) {
                nearest = instant;
            }
        }
        return nearest;
    }

    /** As they were written last, what nothing explains at the end. */
    public List<String> categories() {
        Set<String> categories = new LinkedHashSet<>();
        for (int i = instants.size() - 1; i >= 0; i--) {
            categories.addAll(instants.get(i).rows().keySet());
        }
        categories.remove(RssLedger.UNEXPLAINED);
        categories.add(RssLedger.UNEXPLAINED);
        return List.copyOf(categories);
    }
}
