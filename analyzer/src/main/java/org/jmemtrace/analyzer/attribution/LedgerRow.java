// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.List;
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
    static List<LedgerRow> of(LedgerSeries recorded, RssSeries rss) {
        if (recorded.instants().size() < 2) {
            return ofSamples(rss);
        }
        RssLedger none = new RssLedger();
        List<LedgerRow> rows = new ArrayList<>();
        for (String category : recorded.categories()) {
            RssLedger start = recorded.first().rows().getOrDefault(category, none);
            RssLedger end = recorded.last().rows().getOrDefault(category, none);
            RssLedger shown = end == none ? start : end;
            if (shown != none) {
                rows.add(new LedgerRow(
                        category, start.residentBytes, end.residentBytes, Source.of(shown.source), shown.note));
            }
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
