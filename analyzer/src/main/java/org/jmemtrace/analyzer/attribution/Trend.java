// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Arrays;

/**
 * A straight line through samples of RSS: the median of the slopes between all pairs (Theil and Sen), which a few
 * outliers do not move, such as the instant at which a collection returns memory.
 *
 * @param changeBytes what the line rises from the first to the last of the samples
 * @param spreadBytes how far the samples are off the line: half of them less, half more
 */
record Trend(double bytesPerNano, long changeBytes, long spreadBytes) {
    /** More samples than this are thinned out evenly: 300 give 45,000 pairs. */
    private static final int MOST_SAMPLES = 300;

    /** The trend of the samples from the given one on, of which there are two or more. */
    static Trend of(RssSeries rss, int from) {
        int present = rss.size() - from;
        int n = Math.min(MOST_SAMPLES, present);
        double[] nanos = new double[n];
        double[] bytes = new double[n];
        for (int i = 0; i < n; i++) {
            int index = from + (int) ((long) i * present / n);
            nanos[i] = rss.epochNanos(index) - rss.epochNanos(from);
            bytes[i] = rss.rssBytes(index);
        }
        double slope = medianSlope(nanos, bytes);
        double[] heights = new double[n];
        Arrays.setAll(heights, i -> bytes[i] - slope * nanos[i]);
        double height = median(heights, n);
        double[] distances = new double[n];
        Arrays.setAll(distances, i -> Math.abs(heights[i] - height));
        double duration = rss.epochNanos(rss.size() - 1) - rss.epochNanos(from);
        return new Trend(slope, Math.round(slope * duration), Math.round(median(distances, n)));
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
        return Math.round(median(last, eighth) - median(first, eighth));
    }

    private static double medianSlope(double[] nanos, double[] bytes) {
        double[] slopes = new double[nanos.length * (nanos.length - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < nanos.length; i++) {
            for (int j = i + 1; j < nanos.length; j++) {
                if (nanos[j] > nanos[i]) {
                    slopes[pairs++] = (bytes[j] - bytes[i]) / (nanos[j] - nanos[i]);
                }
            }
        }
        return median(slopes, pairs);
    }

    /** Of the first so many values, which it sorts; 0 of none. */
    private static double median(double[] values, int count) {
        if (count == 0) {
            return 0;
        }
        Arrays.sort(values, 0, count);
        return count % 2 == 1 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
    }
}
