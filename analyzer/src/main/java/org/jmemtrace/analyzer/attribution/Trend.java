// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * A straight line through samples: the median of the slopes between all pairs (Theil and Sen), which a few outliers do
 * not move, such as the instant at which a collection returns memory.
 *
 * @param slope of the line, with its interval
 * @param changeBytes what the line rises from the first to the last of the samples
 * @param spreadBytes how far the samples are off the line: half of them less, half more
 */
record Trend(Slope slope, long changeBytes, long spreadBytes) {
    /** More samples than this are thinned out evenly: 300 give 45,000 pairs. */
    private static final int MOST_SAMPLES = 300;

    private static final double NORMAL_95 = 1.959964; // 97.5 % of a normal distribution are below
    private static final double MOST_CORRELATION = 0.95;

    /** The trend of the samples of RSS from the given one on, of which there are two or more. */
    static Trend of(RssSeries rss, int from) {
        return of(rss.size() - from, i -> rss.epochNanos(from + i), i -> rss.rssBytes(from + i));
    }

    /** The trend of two or more samples, by time. */
    static Trend of(int present, IntToLongFunction epochNanos, IntToLongFunction sampleBytes) {
        int n = Math.min(MOST_SAMPLES, present);
        double[] nanos = new double[n];
        double[] bytes = new double[n];
        for (int i = 0; i < n; i++) {
            int index = (int) ((long) i * present / n);
            nanos[i] = epochNanos.applyAsLong(index) - epochNanos.applyAsLong(0);
            bytes[i] = sampleBytes.applyAsLong(index);
        }
        double[] slopes = slopes(nanos, bytes);
        double slope = median(slopes);
        double[] heights = new double[n];
        Arrays.setAll(heights, i -> bytes[i] - slope * nanos[i]);
        double[] sorted = heights.clone();
        Arrays.sort(sorted);
        double height = median(sorted);
        double[] distances = new double[n];
        Arrays.setAll(distances, i -> Math.abs(heights[i] - height));
        Arrays.sort(distances);
        double duration = epochNanos.applyAsLong(present - 1) - epochNanos.applyAsLong(0);
        return new Trend(
                withInterval(slope, slopes, heights, height),
                Math.round(slope * duration),
                Math.round(median(distances)));
    }

    /** From the median of the first eighth of all samples to that of the last. */
    static long riseBytes(RssSeries rss) {
        int eighth = Math.max(1, rss.size() / 8);
        double[] first = new double[eighth];
        double[] last = new double[eighth];
        for (int i = 0; i < eighth; i++) {
            first[i] = rss.rssBytes(i);
            last[i] = rss.rssBytes(rss.size() - 1 - i);
        }
        Arrays.sort(first);
        Arrays.sort(last);
        return Math.round(median(last) - median(first));
    }

    /** Between all pairs, ascending. */
    private static double[] slopes(double[] nanos, double[] bytes) {
        double[] slopes = new double[nanos.length * (nanos.length - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < nanos.length; i++) {
            for (int j = i + 1; j < nanos.length; j++) {
                if (nanos[j] > nanos[i]) {
                    slopes[pairs++] = (bytes[j] - bytes[i]) / (nanos[j] - nanos[i]);
                }
            }
        }
        double[] all = Arrays.copyOf(slopes, pairs);
        Arrays.sort(all);
        return all;
    }

    /**
     * Sen's interval: so many of the pairs' slopes to either side as Kendall's score varies by chance. Samples of memory
     * stay near the one before, so they say less than as many that do not: the variance is enlarged by (1 + r) / (1 - r),
     * r being the correlation of what neighbours are off the line.
     */
    private static Slope withInterval(double slope, double[] slopes, double[] heights, double height) {
        int n = heights.length;
        double correlation = Math.max(0, Math.min(MOST_CORRELATION, correlation(heights, height)));
        double variance = n * (n - 1.0) * (2 * n + 5) / 18 * (1 + correlation) / (1 - correlation);
        double reach = NORMAL_95 * Math.sqrt(variance);
        int low = (int) Math.floor((slopes.length - reach) / 2);
        int high = (int) Math.ceil((slopes.length + reach) / 2);
        return slopes.length == 0
                ? new Slope(0, 0, 0)
                : new Slope(
                        slope * Slope.NANOS_PER_MINUTE,
                        slopes[Math.max(0, low)] * Slope.NANOS_PER_MINUTE,
                        slopes[Math.min(slopes.length - 1, high)] * Slope.NANOS_PER_MINUTE);
    }

    private static double correlation(double[] heights, double height) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < heights.length; i++) {
            squares += (heights[i] - height) * (heights[i] - height);
            products += i == 0 ? 0 : (heights[i] - height) * (heights[i - 1] - height);
        }
        return squares == 0 ? 0 : products / squares;
    }

    /** Of ascending values; 0 of none. */
    private static double median(double[] sorted) {
        int count = sorted.length;
        if (count == 0) {
            return 0;
        }
        return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
    }
}
