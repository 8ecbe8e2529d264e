// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** A pprof file, read by the book of profile.proto; knows nothing of how ours is written. */
record PprofFile(List<String> sampleTypes, String defaultType, List<Sample> samples) {
    /** Frames are function:line, the leaf first. */
    record Sample(List<String> frames, List<Long> values) {}

    long sum(int value) {
        return samples.stream().mapToLong(sample -> sample.values().get(value)).sum();
    }

    /** A message's fields: numbers, or bytes. */
    private record Fields(Map<Integer, List<Object>> all) {
        static Fields of(byte[] bytes) {
            Fields fields = new Fields(new HashMap<>());
            int[] at = {0};
            while (at[0] < bytes.length) {
                long tag = varint(bytes, at);
                Object value;
                if ((tag & 7) == 0) {
                    value = varint(bytes, at);
                } else if ((tag & 7) == 2) {
                    int length = (int) varint(bytes, at);
                    value = java.util.Arrays.copyOfRange(bytes, at[0], at[0] += length);
                } else {
                    throw new AssertionError("wire type " + (tag & 7));
                }
                fields.all
                        .computeIfAbsent((int) (tag >>> 3), f -> new ArrayList<>())
                        .add(value);
            }
            return fields;
        }

        static long varint(byte[] bytes, int[] at) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at[0]++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        long number(int field) {
            return (long) all.getOrDefault(field, List.of(0L)).get(0);
        }

        List<Long> packed(int field) {
            List<Long> values = new ArrayList<>();
            byte[] bytes = (byte[]) Objects.requireNonNull(all.get(field)).get(0);
            for (int[] at = {0}; at[0] < bytes.length; ) {
                values.add(varint(bytes, at));
            }
            return values;
        }

        List<Fields> messages(int field) {
            return all.getOrDefault(field, List.of()).stream()
                    .map(bytes -> of((byte[]) bytes))
                    .toList();
        }
    }

    static PprofFile read(Path file) throws IOException {
        Fields profile;
        try (InputStream zipped = Files.newInputStream(file)) {
            profile = Fields.of(new GZIPInputStream(zipped).readAllBytes());
        }
        List<String> strings = Objects.requireNonNull(profile.all().get(6)).stream()
                .map(bytes -> new String((byte[]) bytes, StandardCharsets.UTF_8))
                .toList();
        Map<Long, String> functions = new HashMap<>();
        for (Fields function : profile.messages(5)) {
            functions.put(function.number(1), strings.get((int) function.number(2)));
        }
        Map<Long, String> locations = new HashMap<>();
        for (Fields location : profile.messages(4)) {
            Fields line = location.messages(4).get(0);
            locations.put(location.number(1), functions.get(line.number(1)) + ":" + line.number(2));
        }
        List<Sample> samples = new ArrayList<>();
        for (Fields sample : profile.messages(2)) {
            samples.add(new Sample(
                    sample.packed(1).stream()
                            .map(id -> Objects.requireNonNull(locations.get(id)))
                            .toList(),
                    sample.packed(2)));
        }
        List<String> types = profile.messages(1).stream()
                .map(type -> strings.get((int) type.number(1)) + "/" + strings.get((int) type.number(2)))
                .toList();
        return new PprofFile(types, strings.get((int) profile.number(14)), samples);
    }
}
