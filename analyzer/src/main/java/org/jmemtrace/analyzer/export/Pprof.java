// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jmemtrace.analyzer.report.SafeText;

/**
 * The gzipped protocol buffer of pprof, a value for each metric. Numbers of fields are those of
 * github.com/google/pprof/proto/profile.proto.
 */
final class Pprof implements Format {
    private static final int SAMPLE_TYPE = 1;
    private static final int SAMPLE = 2;
    private static final int LOCATION = 4;
    private static final int FUNCTION = 5;
    private static final int STRING_TABLE = 6;
    private static final int TIME_NANOS = 9;
    private static final int DURATION_NANOS = 10;
    private static final int COMMENT = 13;
    private static final int DEFAULT_SAMPLE_TYPE = 14;

    @Override
    public void write(Stacks stacks, Metric metric, OutputStream out) throws IOException {
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        new Document(stacks).message(metric).writeTo(zipped);
        zipped.finish();
    }

    /** One file in the making. A location's number is its frame's, a function's that of its name and file, from 1. */
    private static final class Document {
        private final Stacks stacks;
        private final ProtoMessage profile = new ProtoMessage();
        private final Map<String, Integer> strings = new LinkedHashMap<>(Map.of("", 0));
        private final Map<Frame, Integer> locations = new LinkedHashMap<>();
        private final Map<Frame, Integer> functions = new LinkedHashMap<>();

        Document(Stacks stacks) {
            this.stacks = stacks;
        }

        ProtoMessage message(Metric first) {
            List<Metric> metrics = new ArrayList<>(List.of(Metric.values()));
            metrics.removeIf(each -> !each.isIn(stacks));
            for (Metric metric : metrics) {
                profile.message(
                        SAMPLE_TYPE,
                        new ProtoMessage().number(1, string(type(metric))).number(2, string("bytes")));
            }
            for (Stack stack : stacks.stacks()) {
                List<Long> callees = new ArrayList<>(); // the leaf comes first
                stack.frames().forEach(frame -> callees.add(0, (long) location(frame)));
                List<Long> values =
                        metrics.stream().map(metric -> metric.of(stack)).toList();
                profile.message(SAMPLE, new ProtoMessage().numbers(1, callees).numbers(2, values));
            }
            locations.forEach((frame, id) -> profile.message(
                    LOCATION,
                    new ProtoMessage()
                            .number(1, id)
                            .message(
                                    4,
                                    new ProtoMessage()
                                            .number(1, function(frame))
                                            .number(2, frame.line()))));
            functions.forEach((frame, id) -> profile.message(
                    FUNCTION,
                    new ProtoMessage()
                            .number(1, id)
                            .number(2, string(frame.label()))
                            .number(3, string(frame.label()))
                            .number(4, string(SafeText.of(frame.file())))));
            profile.number(TIME_NANOS, stacks.startEpochNanos())
                    .number(DURATION_NANOS, stacks.durationNanos())
                    .number(COMMENT, string("jmemtrace: " + SafeText.of(stacks.name())))
                    .number(DEFAULT_SAMPLE_TYPE, string(type(first.isIn(stacks) ? first : Metric.ALLOC)));
            strings.keySet().forEach(text -> profile.text(STRING_TABLE, text));
            return profile;
        }

        private static String type(Metric metric) {
            return metric == Metric.ALLOC ? "alloc_space" : "resident_growth";
        }

        private int location(Frame frame) {
            return locations.computeIfAbsent(frame, f -> locations.size() + 1);
        }

        /** Lines of one method have one function. */
        private int function(Frame frame) {
            Frame method = new Frame(frame.className(), frame.method(), frame.file(), 0, "");
            return functions.computeIfAbsent(method, f -> functions.size() + 1);
        }

        private int string(String text) {
            return strings.computeIfAbsent(text, t -> strings.size());
        }
    }
}
