// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.List;
import java.util.Optional;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.events.CounterChoice;

/**
 * How far the figures can be trusted. A: both counters exact and nothing lost. C: a counter is off or only as fine as
 * samples of RSS, or chunks could not be read. B: all between.
 */
public record Quality(Grade grade, Counter allocated, Counter resident) {
    /** School grades; A is best. */
    public enum Grade {
        A,
        B,
        C
    }

    /** Of a recording of samples alone, which has no use for the counters. */
    private static final Counter NOT_WANTED = new Counter("off", "", "");

    /**
     * The source that a counter was read from.
     *
     * @param resolution exact, faults, statm or off; "unknown" if the recording does not say
     * @param from what was read, as the recorder calls it
     * @param reason why no better one, "" if it is the best
     */
    public record Counter(String resolution, String from, String reason) {
        /** Whether the counter was not read at all. */
        public boolean isOff() {
            return resolution.equals("off");
        }

        /** Samples of the whole process are booked to whoever took them. */
        public Source source() {
            return resolution.equals("statm") ? Source.INFERRED : Source.COUNTED;
        }

        public boolean isExact() {
            return resolution.equals("exact");
        }

        boolean isCoarse() {
            return !isExact() && !resolution.equals("faults");
        }
    }

    static Quality of(Recording recording, CallTree tree) {
        Counter allocated = counter(recording.choices(), "allocated");
        Counter resident = counter(recording.choices(), "resident");
        boolean whole = recording.lostBytes() == 0
                && recording.warnings().isEmpty()
                && (tree.foldedNodes() == 0 || recording.hasTotals())
                && tree.lostCallers() == 0;
        if (recording.isOfSamplesAlone()) {
            Grade ofSamples = recording.damagedChunks() > 0 ? Grade.C : whole ? Grade.A : Grade.B;
            return new Quality(ofSamples, NOT_WANTED, NOT_WANTED);
        }
        if (recording.damagedChunks() > 0 || allocated.isCoarse() || resident.isCoarse()) {
            return new Quality(Grade.C, allocated, resident);
        }
        boolean best = allocated.isExact() && resident.isExact() && whole;
        return new Quality(best ? Grade.A : Grade.B, allocated, resident);
    }

    private static Counter counter(List<CounterChoice> choices, String name) {
        Optional<CounterChoice> choice =
                choices.stream().filter(c -> c.counter.equals(name)).findFirst();
        return choice.map(c -> new Counter(c.resolution, c.source, c.reason)).orElse(new Counter("unknown", "", ""));
    }
}
