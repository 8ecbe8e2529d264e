// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    static TreeSeries of(List<Timed<ProcessSample>> samples) {
        List<Instant> instants = new ArrayList<>();
        List<ProcessSample> processes = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long begin = 0;
        for (Timed<ProcessSample> timed : samples) {
            if (!seen.add(timed.event().pid)) {
                instants.add(new Instant(begin, processes));
                processes = new ArrayList<>();
                seen.clear();
                seen.add(timed.event().pid);
            }
            if (processes.isEmpty()) {
                begin = timed.epochNanos();
            }
            processes.add(timed.event());
        }
        if (!processes.isEmpty()) {
            instants.add(new Instant(begin, processes));
        }
        return new TreeSeries(instants);
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
