// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jmemtrace.events.ProcessSample;

/** What a part of RSS was at the begin and at the end. The rows add up to RSS; what they miss is the last row. */
public record LedgerRow(String category, long startBytes, long endBytes, Source source) {
    public long changeBytes() {
        return endBytes - startBytes;
    }

    /** As far as the kernel itself tells pages apart; no rows if it does not. */
    static List<LedgerRow> of(RssSeries rss) {
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
        rows.add(new LedgerRow("unexplained", first.vmRss - start, last.vmRss - end, Source.INFERRED));
        return rows;
    }

    private static LedgerRow row(
            String category, ProcessSample first, ProcessSample last, ToLongFunction<ProcessSample> part) {
        return new LedgerRow(category, part.applyAsLong(first), part.applyAsLong(last), Source.COUNTED);
    }
}
