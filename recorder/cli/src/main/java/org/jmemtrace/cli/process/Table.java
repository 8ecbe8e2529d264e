// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** Samples as lines for a terminal: each figure and its change since the last sample; text is not made safe here. */
public final class Table {
    private Map<Observation.Identity, Observation> before = new HashMap<>();
    private long peakPssBytes;

    public static String header() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%8s %7s", "TIME(s)", "PID"));
        for (Field field : Field.values()) {
            line.append(String.format(Locale.ROOT, " %8s %8s", field.title, "d" + field.title));
        }
        return line.append("   CPU% S NAME  COMMAND").toString();
    }

    /** A line per process, and with several their total by PSS: RSS counts shared pages once for each. */
    public List<String> lines(List<Observation> sample) {
        List<String> lines = new ArrayList<>();
        Map<Observation.Identity, Observation> now = new HashMap<>();
        long pssBytes = 0;
        int unknown = 0;
        for (Observation o : sample) {
            lines.add(line(o, before.getOrDefault(o.identity(), o)));
            now.put(o.identity(), o);
            pssBytes += o.pssBytes().orElse(0);
            unknown += o.pssBytes().isPresent() ? 0 : 1;
        }
        before = now;
        peakPssBytes = Math.max(peakPssBytes, pssBytes);
        if (sample.size() > 1) {
            lines.add(String.format(
                    Locale.ROOT,
                    "total of %d processes: PSS %s MiB, peak %s MiB%s",
                    sample.size(),
                    mebibytes(pssBytes),
                    mebibytes(peakPssBytes),
                    unknown == 0 ? "" : " (" + unknown + " without PSS)"));
        }
        return lines;
    }

    private static String line(Observation o, Observation last) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%8.1f %7d", o.elapsedNanos() / 1e9, o.pid()));
        for (Field field : Field.values()) {
            OptionalLong value = field.of(o);
            OptionalLong old = field.of(last);
            boolean both = value.isPresent() && old.isPresent();
            line.append(String.format(
                    Locale.ROOT,
                    " %8s %8s",
                    value.isPresent() ? show(field, value.getAsLong()) : "",
                    both ? show(field, value.getAsLong() - old.getAsLong()) : ""));
        }
        return line.append(String.format(
                        Locale.ROOT,
                        " %6s %s %s%s  %s",
                        cpu(o, last),
                        o.status(),
                        "  ".repeat(Math.min(o.depth(), 20)),
                        o.name(),
                        o.commandLine()))
                .toString();
    }

    private static String cpu(Observation o, Observation last) {
        long nanos = o.elapsedNanos() - last.elapsedNanos();
        OptionalLong now = o.cpuNanos();
        OptionalLong old = last.cpuNanos();
        return nanos <= 0 || now.isEmpty() || old.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.1f", 100.0 * (now.getAsLong() - old.getAsLong()) / nanos);
    }

    private static String show(Field field, long value) {
        if (field.isBytes()) {
            return mebibytes(value);
        }
        return field.isNanos() ? String.format(Locale.ROOT, "%.2f", value / 1e9) : Long.toString(value);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / (double) (1 << 20));
    }
}
