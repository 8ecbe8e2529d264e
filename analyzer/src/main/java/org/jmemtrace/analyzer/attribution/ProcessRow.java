// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ProcessSample;

/** One process, over all its samples. */
public record ProcessRow(
        long pid, long ppid, String name, long firstRssBytes, long lastRssBytes, long peakRssBytes, int samples) {

    static List<ProcessRow> of(List<Timed<ProcessSample>> samples) {
        Map<Long, ProcessRow> rows = new LinkedHashMap<>();
        for (Timed<ProcessSample> timed : samples) {
            ProcessSample s = timed.event();
            rows.merge(
                    s.pid,
                    new ProcessRow(s.pid, s.ppid, s.name, s.vmRss, s.vmRss, s.vmRss, 1),
                    (before, one) -> new ProcessRow(
                            s.pid,
                            s.ppid,
                            s.name,
                            before.firstRssBytes,
                            s.vmRss,
                            Math.max(before.peakRssBytes, s.vmRss),
                            before.samples + 1));
        }
        return new ArrayList<>(rows.values());
    }
}
