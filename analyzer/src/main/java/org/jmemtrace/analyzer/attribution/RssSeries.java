// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.ThreadTrack;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ProcessSample;

/**
 * The samples of the recorded process itself, by time. Of a tree of processes, none of which is the one that was
 * recorded, the sums of all.
 *
 * @param name what the figures are, as in: RSS
 */
public record RssSeries(String name, List<Timed<ProcessSample>> samples) {
    private static final String OF_ALL = " OF ALL PROCESSES";

    public RssSeries {
        samples = List.copyOf(samples);
    }

    static RssSeries of(Recording recording) {
        if (recording.jvm().pid() == 0 && ProcessRow.of(recording.samples()).size() > 1) {
            TreeSeries tree = TreeSeries.of(recording.samples());
            return new RssSeries(tree.measure() + OF_ALL, tree.asOneProcess());
        }
        long pid = pidOf(recording);
        return new RssSeries(
                "RSS",
                recording.samples().stream()
                        .filter(sample -> sample.event().pid == pid && sample.event().vmRss > 0)
                        .toList());
    }

    /** As the JVM said; without that, the process that was sampled most. */
    private static long pidOf(Recording recording) {
        return recording.jvm().pid() != 0
                ? recording.jvm().pid()
                : ProcessRow.of(recording.samples()).stream()
                        .max(Comparator.comparingInt(ProcessRow::samples))
                        .map(ProcessRow::pid)
                        .orElse(0L);
    }

    /** Whether the figures are sums over several processes. */
    public boolean isOfTree() {
        return name.endsWith(OF_ALL);
    }

    public int size() {
        return samples.size();
    }

    public long rssBytes(int index) {
        return samples.get(index).event().vmRss;
    }

    public long epochNanos(int index) {
        return samples.get(index).epochNanos();
    }

    public long durationNanos() {
        return size() < 2 ? 0 : epochNanos(size() - 1) - epochNanos(0);
    }

    public OptionalLong firstBytes() {
        return size() == 0 ? OptionalLong.empty() : OptionalLong.of(rssBytes(0));
    }

    public OptionalLong lastBytes() {
        return size() == 0 ? OptionalLong.empty() : OptionalLong.of(rssBytes(size() - 1));
    }

    public OptionalLong changeBytes() {
        return size() < 2 ? OptionalLong.empty() : OptionalLong.of(rssBytes(size() - 1) - rssBytes(0));
    }

    public long peakBytes() {
        return samples.stream().mapToLong(sample -> sample.event().vmRss).max().orElse(0);
    }

    /** What lay on a swap device at the end. */
    public long swappedBytes() {
        return size() == 0 ? 0 : samples.get(size() - 1).event().swap;
    }

    /** Pages that all threads, also those that ended, touched first between the first and the last sample. */
    OptionalLong faultedBytes() {
        if (size() < 2 || faults(size() - 1) == 0 || isOfTree()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((faults(size() - 1) - faults(0)) * ThreadTrack.PAGE_BYTES);
    }

    /** CPU time that the process used between the first and the last sample. */
    public long cpuNanos() {
        return size() < 2 ? 0 : cpuNanos(size() - 1) - cpuNanos(0);
    }

    private long faults(int index) {
        ProcessSample sample = samples.get(index).event();
        return sample.minorFaults + sample.majorFaults;
    }

    private long cpuNanos(int index) {
        ProcessSample sample = samples.get(index).event();
        return sample.user + sample.system;
    }
}
