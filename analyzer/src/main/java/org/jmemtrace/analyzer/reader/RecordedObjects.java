// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;

/**
 * What was recorded of objects.
 *
 * @param totals by type and site
 * @param live those that single events tell of, oldest first
 * @param collectionsEpochNanos when collections began
 */
public record RecordedObjects(
        List<ObjectTotals> totals, List<LiveObject> live, List<Holders> holders, List<Long> collectionsEpochNanos) {
    /** Of a recording that has none. */
    public static final RecordedObjects NONE = new RecordedObjects(List.of(), List.of(), List.of(), List.of());

    public RecordedObjects {
        totals = List.copyOf(totals);
        live = List.copyOf(live);
        holders = List.copyOf(holders);
        collectionsEpochNanos = List.copyOf(collectionsEpochNanos);
    }
}
