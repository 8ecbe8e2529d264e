// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.plot;

import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ProcessSample;

/** One process, or all together, over time. */
record Curve(String name, List<Point> points) {
    /** CPU and faults are those since the sample before; of the first one they are not known, which is NaN. */
    record Point(double seconds, long rssBytes, long pssBytes, double cpuPercent, double faultsPerSecond) {}

    Curve {
        points = List.copyOf(points);
    }

    static Curve of(String name, List<Timed<ProcessSample>> samples, long beginNanos) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            Timed<ProcessSample> now = samples.get(i);
            ProcessSample event = now.event();
            double cpu = Double.NaN;
            double faults = Double.NaN;
            if (i > 0 && now.epochNanos() > samples.get(i - 1).epochNanos()) {
                ProcessSample before = samples.get(i - 1).event();
                double nanos = now.epochNanos() - samples.get(i - 1).epochNanos();
                cpu = Math.max(0, 100 * (event.user + event.system - before.user - before.system) / nanos);
                faults = Math.max(
                        0,
                        (event.minorFaults + event.majorFaults - before.minorFaults - before.majorFaults)
                                * 1e9
                                / nanos);
            }
            points.add(new Point((now.epochNanos() - beginNanos) / 1e9, event.vmRss, event.pss, cpu, faults));
        }
        return new Curve(name, points);
    }

    long peakBytes() {
        return points.stream().mapToLong(Point::rssBytes).max().orElse(0);
    }
}
