// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dtrace;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What malloc_preload.c writes, version 1; the file's head has the format. Fields are set apart by tabs, a line that
 * begins with a word that is not known is left out, as later versions may have some.
 *
 * @param sampleBytes blocks of so many bytes and more are all recorded
 * @param startEpochNanos when the JVM had started
 * @param calls of all functions, recorded or not
 * @param failedCalls that returned nothing
 * @param lostBlocks for which there was no room: their frees are not known
 * @param whole whether the file has its end
 */
public record NativeAllocations(
        long sampleBytes,
        long startEpochNanos,
        long startMonotonicNanos,
        long endMonotonicNanos,
        List<NativeSum> sums,
        long calls,
        long bytes,
        long frees,
        long failedCalls,
        long lostBlocks,
        boolean whole) {
    public static final int VERSION = 1;

    private static final String HEAD = "jmemtrace-native";

    public NativeAllocations {
        sums = List.copyOf(sums);
    }

    /** Reads a file; throws {@link IOException}, with words for the user, if it is none of these. */
    public static NativeAllocations read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return new Reading(file).read(lines);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException damaged) {
            throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /** One reading of a file. */
    private static final class Reading {
        private final Path file;
        private final List<NativeSum> sums = new ArrayList<>();
        private final List<NativeFrame> frames = new ArrayList<>();
        private String[] sum = {};
        private String thread = "";
        private long[] clock = {0, 0};
        private long[] total = {0, 0, 0, 0, 0};
        private long end = -1;

        Reading(Path file) {
            this.file = file;
        }

        NativeAllocations read(BufferedReader lines) throws IOException {
            String[] head = fields(lines.readLine());
            if (!head[0].equals(HEAD) || head.length < 4 || Integer.parseInt(head[1]) != VERSION) {
                throw new IOException(file + " is not of " + HEAD + " version " + VERSION);
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(fields(line));
            }
            finish();
            return new NativeAllocations(
                    Long.parseLong(head[3]),
                    clock[1],
                    clock[0],
                    end < 0 ? clock[0] : end,
                    sums,
                    total[0],
                    total[1],
                    total[2],
                    total[3],
                    total[4],
                    end >= 0);
        }

        private static String[] fields(@Nullable String line) {
            return line == null ? new String[] {""} : line.split("\t", -1);
        }

        private void take(String[] fields) {
            switch (fields[0]) {
                case "clock" -> clock = numbers(fields);
                case "total" -> total = numbers(fields);
                case "end" -> end = Long.parseLong(fields[1]);
                case "thread" -> thread = fields[1];
                case "frame" ->
                    frames.add(new NativeFrame(fields[1], fields[2], fields[3], Integer.parseInt(fields[4])));
                case "sum" -> {
                    finish();
                    sum = fields;
                }
                default -> {}
            }
        }

        private static long[] numbers(String[] fields) {
            long[] numbers = new long[fields.length - 1];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Long.parseLong(fields[i + 1]);
            }
            return numbers;
        }

        private void finish() {
            if (sum.length > 0) {
                sums.add(new NativeSum(
                        sum[1],
                        Long.parseLong(sum[2]),
                        Long.parseLong(sum[3]),
                        Long.parseLong(sum[4]),
                        Long.parseLong(sum[5]),
                        frames,
                        thread));
            }
            frames.clear();
            thread = "";
            sum = new String[0];
        }
    }
}
