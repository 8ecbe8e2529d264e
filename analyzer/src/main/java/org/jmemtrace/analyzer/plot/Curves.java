// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.analyzer.report.SafeText;
import org.jmemtrace.events.ProcessSample;

/**
 * All that is drawn.
 *
 * @param title what was recorded
 * @param processes all together if there are several, then each, the largest first
 * @param others how many processes there are beside these
 * @param layers what the RSS of the recorded process was made of
 * @param labels of the program, by time
 */
public record Curves(
        String title, double seconds, List<Curve> processes, int others, Layers layers, List<Label> labels) {
    private static final int MOST_PROCESSES = 8;

    /** More of them make a picture a wall. */
    private static final int MOST_LABELS = 200;

    /** More points than a picture has columns are not seen. */
    private static final int MOST_POINTS = 4000;

    record Label(double seconds, String text) {}

    public Curves {
        processes = List.copyOf(processes);
        labels = List.copyOf(labels);
    }

    public static Curves of(Profile profile) {
        Recording recording = profile.recording();
        long begin = recording.startEpochNanos();
        Map<Long, List<Timed<ProcessSample>>> byProcess = new LinkedHashMap<>();
        for (Timed<ProcessSample> sample : recording.samples()) {
            byProcess
                    .computeIfAbsent(sample.event().pid, pid -> new ArrayList<>())
                    .add(sample);
        }
        List<Curve> curves = new ArrayList<>();
        byProcess.forEach((pid, samples) -> {
            String name = SafeText.of(samples.get(samples.size() - 1).event().name);
            curves.add(Curve.of(name + " (" + pid + ")", thinned(samples), begin));
        });
        curves.sort(Comparator.comparingLong(Curve::peakBytes).reversed().thenComparing(Curve::name));
        int shown = Math.min(MOST_PROCESSES, curves.size());
        List<Curve> drawn = new ArrayList<>(curves.subList(0, shown));
        if (curves.size() > 1) {
            drawn.add(
                    0,
                    Curve.of(
                            "all, " + profile.processTree().measure(),
                            thinned(profile.processTree().asOneProcess()),
                            begin));
        }
        List<Label> labels = recording.marks().stream()
                .limit(MOST_LABELS)
                .map(mark -> new Label((mark.epochNanos() - begin) / 1e9, SafeText.of(mark.event())))
                .toList();
        return new Curves(
                SafeText.of(String.join(" ", recording.files())),
                recording.durationNanos() / 1e9,
                drawn,
                curves.size() - shown,
                Layers.of(profile.ledgerSeries(), begin),
                labels);
    }

    /** Whether there is a line to draw at all. */
    public boolean isEmpty() {
        return processes.stream().allMatch(curve -> curve.points().size() < 2);
    }

    private static List<Timed<ProcessSample>> thinned(List<Timed<ProcessSample>> samples) {
        if (samples.size() <= MOST_POINTS) {
            return samples;
        }
        List<Timed<ProcessSample>> some = new ArrayList<>();
        for (int i = 0; i < MOST_POINTS; i++) {
            some.add(samples.get((int) ((long) i * (samples.size() - 1) / (MOST_POINTS - 1))));
        }
        return some;
    }
}
