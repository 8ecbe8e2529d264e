// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Which lines allocated: flight recorder's samples of further runs. Shares are those of the samples, amounts these shares
 * of what was counted.
 *
 * @param shares of each line, the largest first
 * @param ignoredShare of lines that are to be ignored
 */
record Where(List<Share> shares, double ignoredShare, int samples) {
    private static final int MOST_LINES = 3;
    private static final int MOST_RUNS = 100_000;
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final Pattern OF_JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
    private static final Pattern OF_TESTS = Pattern.compile("org\\.(junit|jmemtrace\\.junit|opentest4j)\\..*");

    /** What a line has of all bytes. */
    record Share(String type, String method, double share) {}

    /** @param threads whose allocation is looked for */
    static Where of(Run run, Threads threads, Pattern ignored) throws Throwable {
        Path file = Files.createTempFile("memory-budget", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ObjectAllocationInNewTLAB").withStackTrace();
            recording.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
            recording.start();
            long end = System.nanoTime() + PATIENCE_NANOS;
            for (int runs = 0; System.nanoTime() < end && runs < MOST_RUNS; runs++) {
                run.run();
            }
            recording.stop();
            recording.dump(file);
            return read(file, threads, ignored);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private record Line(String type, String method) {}

    private static Where read(Path file, Threads threads, Pattern ignored) throws IOException {
        Map<Line, Double> bytes = new HashMap<>();
        double all = 0;
        double left = 0;
        int samples = 0;
        long test = Thread.currentThread().getId();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                RecordedFrame frame = frame(event.getStackTrace());
                boolean other = event.getThread() == null || event.getThread().getJavaThreadId() != test;
                if (frame == null || (other && threads == Threads.CURRENT)) {
                    continue;
                }
                long weight = event.hasField("tlabSize") ? event.getLong("tlabSize") : event.getLong("allocationSize");
                String className = frame.getMethod().getType().getName();
                samples++;
                all += weight;
                if (ignored.matcher(className).matches()) {
                    left += weight;
                    continue;
                }
                bytes.merge(line(event, frame, className), (double) weight, Double::sum);
            }
        }
        List<Share> shares = new ArrayList<>();
        for (Map.Entry<Line, Double> each : bytes.entrySet()) {
            Line line = each.getKey();
            shares.add(new Share(line.type(), line.method(), each.getValue() / all));
        }
        shares.sort(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::method));
        return new Where(shares, all == 0 ? 0 : left / all, samples);
    }

    private static Line line(RecordedEvent event, RecordedFrame frame, String className) {
        String type = event.getClass("objectClass").getName();
        return new Line(simpleType(type), className + "." + frame.getMethod().getName() + ":" + frame.getLineNumber());
    }

    /** The innermost that is neither the JDK's nor JUnit's. */
    private static @Nullable RecordedFrame frame(@Nullable RecordedStackTrace stack) {
        if (stack == null) {
            return null;
        }
        for (RecordedFrame frame : stack.getFrames()) {
            String name = frame.getMethod().getType().getName();
            if (frame.isJavaFrame() && !OF_JDK.matcher(name).matches()) {
                return OF_TESTS.matcher(name).matches() ? null : frame;
            }
        }
        return null;
    }

    private static String simpleType(String name) {
        int dimensions = name.lastIndexOf('[') + 1;
        String element = name.substring(dimensions);
        String simple = dimensions == 0
                ? element
                : switch (element.charAt(0)) {
                    case 'B' -> "byte";
                    case 'C' -> "char";
                    case 'I' -> "int";
                    case 'J' -> "long";
                    case 'D' -> "double";
                    case 'F' -> "float";
                    case 'S' -> "short";
                    case 'Z' -> "boolean";
                    default -> element.substring(1, element.length() - 1);
                };
        return simple.substring(simple.lastIndexOf('.') + 1) + "[]".repeat(dimensions);
    }

    /** A line of text each, of a number of bytes in all. */
    String text(double bytes) {
        StringBuilder out = new StringBuilder();
        out.append("  Where (of ").append(samples).append(" samples, in further runs):\n");
        for (Share share : shares.subList(0, Math.min(MOST_LINES, shares.size()))) {
            out.append(String.format(
                    Locale.ROOT,
                    "  %10s %4.0f%%  %-10s %s%n",
                    Amount.text(bytes * share.share()),
                    share.share() * 100,
                    share.type(),
                    share.method()));
        }
        int more = shares.size() - MOST_LINES;
        if (more > 0) {
            double rest = shares.subList(MOST_LINES, shares.size()).stream()
                    .mapToDouble(Share::share)
                    .sum();
            out.append(String.format(
                    Locale.ROOT,
                    "  %10s %4.0f%%  %d other line%s%n",
                    Amount.text(bytes * rest),
                    rest * 100,
                    more,
                    more == 1 ? "" : "s"));
        }
        return out.toString();
    }
}
