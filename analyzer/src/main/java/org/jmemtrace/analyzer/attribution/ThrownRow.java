// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.ThrownCalls;

/**
 * Calls of a method that ended by one class of exceptions: of those, only the ones that were worth an event.
 *
 * @param exception its class
 * @param allocatedTotalBytes callees included, as is the other
 */
public record ThrownRow(SiteKey key, String exception, long calls, long allocatedTotalBytes, long residentTotalBytes) {

    private record Which(SiteKey key, String exception) {}

    /** Most calls first. */
    static List<ThrownRow> of(Recording recording) {
        Map<Which, ThrownRow> rows = new HashMap<>();
        for (ThrownCalls calls : recording.thrown()) {
            SiteKey key = SiteKey.of(calls.site(), recording.sites());
            ThrownRow row =
                    new ThrownRow(key, calls.exception(), calls.calls(), calls.allocatedBytes(), calls.residentBytes());
            rows.merge(new Which(key, calls.exception()), row, ThrownRow::plus);
        }
        return rows.values().stream()
                .sorted(Comparator.comparingLong(ThrownRow::calls)
                        .reversed()
                        .thenComparing(ThrownRow::key)
                        .thenComparing(ThrownRow::exception))
                .toList();
    }

    private ThrownRow plus(ThrownRow other) {
        return new ThrownRow(
                key,
                exception,
                calls + other.calls,
                allocatedTotalBytes + other.allocatedTotalBytes,
                residentTotalBytes + other.residentTotalBytes);
    }
}
