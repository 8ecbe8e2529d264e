// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jmemtrace.analyzer.reader.ObjectTotals;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.events.Site;

/**
 * The objects of one type, or those of one type that one line made.
 *
 * @param site where they were made; empty in the row of a type
 * @param untracked objects that were counted and not followed
 * @param live followed objects that were not found gone when the recording ended
 * @param collections that were run before that was said
 * @param ages of the live objects; those of a type that several places made are weighed by how many live
 */
public record ObjectRow(
        String type,
        Optional<Site> site,
        long made,
        long madeBytes,
        long untracked,
        long freed,
        long live,
        long liveBytes,
        long finalizerPending,
        long softlyReachable,
        int collections,
        Ages ages,
        Optional<Leak> leak) {

    /** In nanoseconds; 95 % are not older than {@code high}. */
    public record Ages(long median, long high, long oldest) {}

    private static final Comparator<ObjectRow> MOST_LIVE = Comparator.comparingLong(ObjectRow::liveBytes)
            .thenComparingLong(ObjectRow::madeBytes)
            .reversed()
            .thenComparing(ObjectRow::type)
            .thenComparing(row -> row.site().map(site -> site.site).orElse(0));

    /** By type and site, those with most live bytes first. */
    static List<ObjectRow> bySite(Recording recording) {
        List<ObjectRow> rows = new ArrayList<>();
        for (ObjectTotals totals : recording.objects().totals()) {
            ObjectRow row = of(totals, Optional.ofNullable(recording.sites().get(totals.last().site)));
            if (row.made > 0 || row.freed > 0 || row.live > 0) {
                rows.add(row.with(Leak.of(row, totals, recording)));
            }
        }
        rows.sort(MOST_LIVE);
        return rows;
    }

    /** The rows of sites, those of one type together. */
    static List<ObjectRow> byType(List<ObjectRow> sites) {
        Map<String, ObjectRow> rows = new LinkedHashMap<>();
        sites.forEach(row -> rows.merge(row.type, row.with(Optional.empty()).ofType(), ObjectRow::plus));
        return rows.values().stream().sorted(MOST_LIVE).toList();
    }

    private static ObjectRow of(ObjectTotals totals, Optional<Site> site) {
        var last = totals.last();
        var before = totals.before();
        return new ObjectRow(
                last.type,
                site,
                last.newCount - before.newCount,
                last.newBytes - before.newBytes,
                last.untrackedCount - before.untrackedCount,
                last.freedCount - before.freedCount,
                last.liveCount,
                last.liveBytes,
                last.finalizerPendingCount,
                last.softlyReachableCount,
                last.collections,
                new Ages(last.medianAge, last.highAge, last.oldestAge),
                Optional.empty());
    }

    private ObjectRow with(Optional<Leak> found) {
        return new ObjectRow(
                type,
                site,
                made,
                madeBytes,
                untracked,
                freed,
                live,
                liveBytes,
                finalizerPending,
                softlyReachable,
                collections,
                ages,
                found);
    }

    private ObjectRow ofType() {
        return new ObjectRow(
                type,
                Optional.empty(),
                made,
                madeBytes,
                untracked,
                freed,
                live,
                liveBytes,
                finalizerPending,
                softlyReachable,
                collections,
                ages,
                leak);
    }

    private ObjectRow plus(ObjectRow other) {
        return new ObjectRow(
                type,
                Optional.empty(),
                made + other.made,
                madeBytes + other.madeBytes,
                untracked + other.untracked,
                freed + other.freed,
                live + other.live,
                liveBytes + other.liveBytes,
                finalizerPending + other.finalizerPending,
                softlyReachable + other.softlyReachable,
                Math.max(collections, other.collections),
                new Ages(
                        weighed(other, Ages::median),
                        weighed(other, Ages::high),
                        Math.max(ages.oldest(), other.ages.oldest())),
                Optional.empty());
    }

    private long weighed(ObjectRow other, Function<Ages, Long> age) {
        long all = live + other.live;
        return all == 0
                ? 0
                : Math.round(((double) age.apply(ages) * live + (double) age.apply(other.ages) * other.live) / all);
    }
}
