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
import java.util.function.ToLongFunction;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RssLedger;

/**
 * What a part of RSS was at the begin and at the end. The rows add up to RSS; what they miss is the last row.
 *
 * @param note what would give a source that the row lacked; empty if it lacked none
 */
public record LedgerRow(String category, long startBytes, long endBytes, Source source, String note) {
    public long changeBytes() {
        return endBytes - startBytes;
    }

    /** As the recorder found in the process itself; else as far as the kernel tells pages apart; else no rows. */
    static List<LedgerRow> of(List<RssLedger> recorded, RssSeries rss) {
        TreeMap<Long, Map<String, RssLedger>> instants = new TreeMap<>();
        for (RssLedger row : recorded) {
            instants.computeIfAbsent(row.epochNanos, instant -> new LinkedHashMap<>())
                    .put(row.category, row);
        }
        // The row that is written last: without it the others can be short of some.
        instants.values().removeIf(rows -> !rows.containsKey(RssLedger.UNEXPLAINED));
        return instants.size() < 2
                ? ofSamples(rss)
                : between(instants.firstEntry().getValue(), instants.lastEntry().getValue());
    }

    /** Rows as they were written, what nothing explains last. */
    private static List<LedgerRow> between(Map<String, RssLedger> first, Map<String, RssLedger> last) {
        Set<String> categories = new LinkedHashSet<>(last.keySet());
        categories.addAll(first.keySet());
        categories.remove(RssLedger.UNEXPLAINED);
        categories.add(RssLedger.UNEXPLAINED);
        RssLedger none = new RssLedger();
        List<LedgerRow> rows = new ArrayList<>();
        for (String category : categories) {
            RssLedger start = first.getOrDefault(category, none);
            RssLedger end = last.getOrDefault(category, none);
            RssLedger shown = last.containsKey(category) ? end : start;
            Source source = Source.of(shown.source);
            rows.add(new LedgerRow(category, start.residentBytes, end.residentBytes, source, shown.note));
        }
        return rows;
    }

    private static List<LedgerRow> ofSamples(RssSeries rss) {
        if (rss.size() < 2 || rss.samples().get(0).event().rssAnon == 0) {
            return List.of();
        }
        ProcessSample first = rss.samples().get(0).event();
        ProcessSample last = rss.samples().get(rss.size() - 1).event();
        List<LedgerRow> rows = new ArrayList<>();
        rows.add(row("anonymous (Java heap, malloc, stacks)", first, last, sample -> sample.rssAnon));
        rows.add(row("files (libraries, jars, mapped files)", first, last, sample -> sample.rssFile));
        rows.add(row("shared memory", first, last, sample -> sample.rssShmem));
        long start = rows.stream().mapToLong(LedgerRow::startBytes).sum();
        long end = rows.stream().mapToLong(LedgerRow::endBytes).sum();
        rows.add(new LedgerRow(
                RssLedger.UNEXPLAINED, first.vmRss - start, last.vmRss - end, Source.INFERRED, /* note= */ ""));
        return rows;
    }

    private static LedgerRow row(
            String category, ProcessSample first, ProcessSample last, ToLongFunction<ProcessSample> part) {
        return new LedgerRow(category, part.applyAsLong(first), part.applyAsLong(last), Source.COUNTED, /* note= */ "");
    }
}
