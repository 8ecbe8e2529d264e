// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.Timed;

/**
 * From one label that the program set to the next, the last one to the end of the recording. Labels lie between samples:
 * RSS and allocation at a label are interpolated, so that the changes of all phases add up, and not known of a phase in
 * which no sample falls.
 *
 * @param allocatedBytes of all threads that the JVM counts, also of those that ended within the phase up to their last
 *     sample
 */
public record Phase(
        String label,
        long startEpochNanos,
        long durationNanos,
        OptionalLong rssStartBytes,
        OptionalLong rssEndBytes,
        OptionalLong peakRssBytes,
        OptionalLong allocatedBytes) {

    /** What came before the first label. */
    public static final String BEGIN = "(begin)";

    public OptionalLong rssChangeBytes() {
        return rssStartBytes.isPresent() && rssEndBytes.isPresent()
                ? OptionalLong.of(rssEndBytes.getAsLong() - rssStartBytes.getAsLong())
                : OptionalLong.empty();
    }

    /** In the order of time; none if there are no labels. */
    static List<Phase> of(Recording recording, RssSeries rss) {
        List<Timed<String>> marks = recording.marks();
        if (marks.isEmpty()) {
            return List.of();
        }
        Gauge resident = Gauge.ofRss(rss);
        Gauge allocated = Gauge.ofAllocation(recording.allocations());
        List<Phase> phases = new ArrayList<>();
        long begin = recording.startEpochNanos();
        if (begin < marks.get(0).epochNanos()) {
            phases.add(of(BEGIN, begin, marks.get(0).epochNanos(), resident, allocated));
        }
        for (int i = 0; i < marks.size(); i++) {
            long end = i + 1 < marks.size()
                    ? marks.get(i + 1).epochNanos()
                    : Math.max(recording.endEpochNanos(), marks.get(i).epochNanos());
            phases.add(of(marks.get(i).event(), marks.get(i).epochNanos(), end, resident, allocated));
        }
        return phases;
    }

    private static Phase of(String label, long start, long end, Gauge resident, Gauge allocated) {
        OptionalLong before = allocated.at(start);
        OptionalLong after = allocated.at(end);
        boolean counted = allocated.hasWithin(start, end) && before.isPresent() && after.isPresent();
        boolean sampled = resident.hasWithin(start, end);
        return new Phase(
                label,
                start,
                end - start,
                sampled ? resident.clampedAt(start) : OptionalLong.empty(),
                sampled ? resident.clampedAt(end) : OptionalLong.empty(),
                sampled ? resident.highest(start, end) : OptionalLong.empty(),
                counted ? OptionalLong.of(after.getAsLong() - before.getAsLong()) : OptionalLong.empty());
    }
}
