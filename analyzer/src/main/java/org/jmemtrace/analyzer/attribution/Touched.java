// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.reader.NodeTotals;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.ThreadTrack;

/**
 * Who touched the pages by which RSS grew: the woven methods, and all threads that run none. The rows add up to the
 * change of RSS; what they do not explain is the last row, never left out.
 *
 * @param changeBytes of RSS, between its first and its last sample
 */
public record Touched(List<Row> rows, OptionalLong changeBytes) {
    public static final String METHODS = "woven methods";
    public static final String KERNEL = "(on woven threads, outside their tree)";
    public static final String ENDED = "(threads that have ended)";
    public static final String UNSAMPLED = "(threads, none of them sampled)";
    public static final String RELEASED = "(released, or mapped without a fault)";

    /**
     * One row.
     *
     * @param threads how many threads are behind it, 0 where that is not the question
     */
    public record Row(String name, long bytes, int threads, Source source) {}

    public Touched {
        rows = List.copyOf(rows);
    }

    static Touched of(Recording recording, List<MethodTotals> methods, RssSeries rss) {
        if (recording.threads().isEmpty() && recording.nodes().isEmpty()) {
            return new Touched(List.of(), OptionalLong.empty());
        }
        Map<ThreadKind, long[]> byKind = new EnumMap<>(ThreadKind.class);
        Map<Long, Long> treeBytes = treeBytesByThread(recording);
        long unsampledFrom = firstInstantEnd(recording.threads());
        long kernelBytes = 0;
        for (ThreadTrack thread : recording.threads()) {
            boolean sinceBegin = thread.firstEpochNanos() >= unsampledFrom;
            long growth = sinceBegin ? thread.growthSinceBeginBytes() : thread.growthBytes();
            if (thread.isWoven()) {
                // A thread that ended was last sampled before its end: its tree can know of more.
                kernelBytes += Math.max(0, growth - treeBytes.getOrDefault(thread.osThreadId(), 0L));
                byKind.computeIfAbsent(ThreadKind.WOVEN, k -> new long[2])[1]++;
                continue;
            }
            ThreadKind kind = ThreadKind.of(thread.name(), recording.jvm().collector());
            long[] sum = byKind.computeIfAbsent(kind, k -> new long[2]);
            sum[0] += growth;
            sum[1]++;
        }
        List<Row> rows = new ArrayList<>();
        long own = 0;
        long outside = 0;
        long tool = 0;
        for (MethodTotals method : methods) {
            switch (method.key().kind()) {
                case OUTSIDE -> outside += method.residentSelfBytes();
                case TOOL -> tool += method.residentSelfBytes();
                case METHOD, LINE, FOLDED, CALLER_LOST -> own += method.residentSelfBytes();
            }
        }
        int woven = threadsOf(byKind, ThreadKind.WOVEN);
        rows.add(new Row(METHODS, own, woven, Source.COUNTED));
        rows.add(new Row(SiteKey.OUTSIDE.method(), outside, woven, Source.COUNTED));
        rows.add(new Row(KERNEL, kernelBytes, woven, Source.COUNTED));
        for (ThreadKind kind : ThreadKind.values()) {
            long bytes = byKind.getOrDefault(kind, new long[2])[0] + (kind == ThreadKind.TOOL ? tool : 0);
            if (kind != ThreadKind.WOVEN) {
                rows.add(new Row(kind.row(), bytes, threadsOf(byKind, kind), Source.COUNTED));
            }
        }
        String ended = recording.threads().isEmpty() ? UNSAMPLED : ENDED;
        rss.faultedBytes().ifPresent(all -> rows.add(new Row(ended, all - sum(rows), 0, Source.INFERRED)));
        rss.changeBytes().ifPresent(all -> rows.add(new Row(RELEASED, all - sum(rows), 0, Source.INFERRED)));
        boolean wanted = !recording.isOfSamplesAlone();
        rows.removeIf(row -> row.bytes() == 0
                && !(wanted && row.name().equals(METHODS))
                && !row.name().equals(RELEASED));
        return new Touched(rows, rss.changeBytes());
    }

    /** What the row of this name holds, 0 if there is none. */
    public long bytesOf(String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .mapToLong(Row::bytes)
                .sum();
    }

    private static long sum(List<Row> rows) {
        return rows.stream().mapToLong(Row::bytes).sum();
    }

    private static int threadsOf(Map<ThreadKind, long[]> byKind, ThreadKind kind) {
        return (int) byKind.getOrDefault(kind, new long[2])[1];
    }

    private static Map<Long, Long> treeBytesByThread(Recording recording) {
        Map<Long, Long> bytes = new HashMap<>();
        for (NodeTotals node : recording.nodes()) {
            bytes.merge(node.osThreadId(), node.residentBytes(), Long::sum);
        }
        return bytes;
    }

    /**
     * When the first sampling of all threads was over: it lasted until some thread was sampled a second time. A thread
     * first seen after that began within the recording, and all it touched counts.
     */
    private static long firstInstantEnd(List<ThreadTrack> threads) {
        return threads.stream().mapToLong(ThreadTrack::secondEpochNanos).min().orElse(Long.MAX_VALUE);
    }
}
