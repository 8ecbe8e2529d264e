// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The most that the tree and each process had, for the words at the end. */
public final class Peaks {
    private static final int MOST_NAMED = 3;

    /** Of a build that starts processes for hours, only the largest are kept. */
    private static final int MOST_KEPT = 1000;

    /** The most of one process, and what it was called then. */
    private record Peak(long pid, String name, long bytes) {}

    private final boolean tree;
    private Field field;
    private Map<Stat.Identity, Peak> byProcess = new HashMap<>();
    private Set<Stat.Identity> before = Set.of();
    private long processes;
    private long samples;
    private long lastNanos;
    private long peakBytes;
    private long peakNanos;

    public Peaks(boolean tree) {
        this.tree = tree;
        field = tree ? Field.PSS : Field.RSS;
    }

    public void add(Sample sample) {
        samples++;
        field = tree ? sample.memory() : Field.RSS;
        lastNanos = sample.elapsedNanos();
        long sum = sample.sum(field).orElse(0);
        if (sum > peakBytes) {
            peakBytes = sum;
            peakNanos = sample.elapsedNanos();
        }
        for (Observation o : sample.processes()) {
            Peak peak = new Peak(o.pid(), o.name(), o.of(field).orElse(0));
            byProcess.merge(o.identity(), peak, (old, now) -> now.bytes() > old.bytes() ? now : old);
            processes += before.contains(o.identity()) ? 0 : 1;
        }
        before = sample.processes().stream().map(Observation::identity).collect(Collectors.toSet());
        if (byProcess.size() > MOST_KEPT) {
            byProcess = largest(MOST_KEPT / 2)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, HashMap::new));
        }
    }

    /** One line, and with several processes another one for the largest; names are not yet fit for a terminal. */
    public List<String> lines() {
        String what = String.format(
                Locale.ROOT,
                "%d %s in %s s, peak %s %s MiB at %s s",
                samples,
                samples == 1 ? "sample" : "samples",
                Cell.seconds(lastNanos),
                field,
                mebibytes(peakBytes),
                Cell.seconds(peakNanos));
        if (!tree || processes < 2) {
            return List.of(what);
        }
        String largest = largest(MOST_NAMED)
                .map(Map.Entry::getValue)
                .filter(peak -> peak.bytes() > 0)
                .map(peak -> peak.name() + " (" + peak.pid() + ") " + mebibytes(peak.bytes()))
                .collect(Collectors.joining(", "));
        return List.of(what + ", " + processes + " processes", "largest: " + largest);
    }

    private Stream<Map.Entry<Stat.Identity, Peak>> largest(int most) {
        return byProcess.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Stat.Identity, Peak> entry) ->
                                entry.getValue().bytes())
                        .reversed())
                .limit(most);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
    }
}
