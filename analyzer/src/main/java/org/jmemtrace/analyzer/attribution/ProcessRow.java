// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ProcessSample;

/**
 * One process, over all its samples.
 *
 * @param firstPssBytes of the first sample that has it, as the others; empty if none does
 * @param peakEpochNanos when its PSS was highest, or RSS where that is not known
 */
public record ProcessRow(
        long pid,
        long ppid,
        String name,
        long firstRssBytes,
        long lastRssBytes,
        long peakRssBytes,
        OptionalLong firstPssBytes,
        OptionalLong lastPssBytes,
        OptionalLong peakPssBytes,
        long peakEpochNanos,
        long lastEpochNanos,
        int samples) {

    /** In the order in which they were first seen. */
    static List<ProcessRow> of(List<Timed<ProcessSample>> samples) {
        Map<Long, ProcessRow> rows = new LinkedHashMap<>();
        for (Timed<ProcessSample> timed : samples) {
            rows.merge(timed.event().pid, of(timed), ProcessRow::plus);
        }
        return new ArrayList<>(rows.values());
    }

    private static ProcessRow of(Timed<ProcessSample> timed) {
        ProcessSample s = timed.event();
        OptionalLong pss = s.pss > 0 ? OptionalLong.of(s.pss) : OptionalLong.empty();
        long now = timed.epochNanos();
        return new ProcessRow(s.pid, s.ppid, s.name, s.vmRss, s.vmRss, s.vmRss, pss, pss, pss, now, now, 1);
    }

    /** Of PSS, or of RSS where that is not known. */
    public long peakBytes() {
        return peakPssBytes.orElse(peakRssBytes);
    }

    private ProcessRow plus(ProcessRow later) {
        return new ProcessRow(
                pid,
                later.ppid,
                later.name,
                firstRssBytes,
                later.lastRssBytes,
                Math.max(peakRssBytes, later.peakRssBytes),
                firstPssBytes.isPresent() ? firstPssBytes : later.firstPssBytes,
                later.lastPssBytes.isPresent() ? later.lastPssBytes : lastPssBytes,
                later.peakPssBytes.orElse(0) > peakPssBytes.orElse(0) ? later.peakPssBytes : peakPssBytes,
                later.peakBytes() > peakBytes() ? later.peakEpochNanos : peakEpochNanos,
                later.lastEpochNanos,
                samples + later.samples);
    }
}
