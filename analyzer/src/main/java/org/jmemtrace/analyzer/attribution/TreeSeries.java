// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ProcessSample;

/**
 * All processes of a tree together, by time. The sum is one of PSS, where a shared page counts in parts; where the system
 * does not tell it, RSS stands in, which counts such a page whole.
 */
public record TreeSeries(List<Instant> instants) {
    /** The processes that were sampled one after the other, once each. */
    public record Instant(long epochNanos, List<ProcessSample> processes) {
        public Instant {
            processes = List.copyOf(processes);
        }

        public long bytes() {
            return processes.stream().mapToLong(TreeSeries::bytesOf).sum();
        }
    }

    public TreeSeries {
        instants = List.copyOf(instants);
    }

    /** A process that is sampled less often than the first one counts with its last sample until it is sampled again. */
    static TreeSeries of(List<Timed<ProcessSample>> samples) {
        Map<Long, Long> lastSeen = new HashMap<>();
        samples.forEach(timed -> lastSeen.put(timed.event().pid, timed.epochNanos()));
        List<Instant> instants = new ArrayList<>();
        Map<Long, ProcessSample> before = new LinkedHashMap<>();
        Map<Long, ProcessSample> now = new LinkedHashMap<>();
        long begin = 0;
        for (Timed<ProcessSample> timed : samples) {
            if (now.containsKey(timed.event().pid)) {
                instants.add(instant(begin, now, before, lastSeen));
                before = now;
                now = new LinkedHashMap<>();
            }
            if (now.isEmpty()) {
                begin = timed.epochNanos();
            }
            now.put(timed.event().pid, timed.event());
        }
        if (!now.isEmpty()) {
            instants.add(instant(begin, now, before, lastSeen));
        }
        return new TreeSeries(instants);
    }

    /** Adds those of the instant before that come again. */
    private static Instant instant(
            long begin, Map<Long, ProcessSample> now, Map<Long, ProcessSample> before, Map<Long, Long> lastSeen) {
        before.forEach((pid, sample) -> {
            if (lastSeen.getOrDefault(pid, 0L) > begin) {
                now.putIfAbsent(pid, sample);
            }
        });
        return new Instant(begin, List.copyOf(now.values()));
    }

    /** What it is that is summed: RSS where no process's PSS is known. */
    public String measure() {
        return instants.stream()
                        .flatMap(instant -> instant.processes().stream())
                        .anyMatch(process -> process.pss > 0)
                ? "PSS"
                : "RSS";
    }

    /** What a process adds to the sum. */
    public static long bytesOf(ProcessSample process) {
        return process.pss > 0 ? process.pss : process.vmRss;
    }

    /** The instant at which the sum was highest; there is one. */
    public Instant peak() {
        Instant highest = instants.get(0);
        for (Instant instant : instants) {
            highest = instant.bytes() > highest.bytes() ? instant : highest;
        }
        return highest;
    }

    public Instant first() {
        return instants.get(0);
    }

    public Instant last() {
        return instants.get(instants.size() - 1);
    }

    /** The sums as samples of one process that is all of them; what it counted falls when a process ends. */
    public List<Timed<ProcessSample>> asOneProcess() {
        List<Timed<ProcessSample>> sums = new ArrayList<>();
        for (Instant instant : instants) {
            ProcessSample sum = new ProcessSample();
            sum.pid = instant.processes().get(0).pid;
            sum.name = "";
            sum.vmRss = instant.bytes();
            sum.pss = sum.vmRss;
            for (ProcessSample process : instant.processes()) {
                sum.minorFaults += process.minorFaults;
                sum.majorFaults += process.majorFaults;
                sum.user += process.user;
                sum.system += process.system;
                sum.threads += process.threads;
            }
            sums.add(new Timed<>(instant.epochNanos(), sum));
        }
        return sums;
    }
}
