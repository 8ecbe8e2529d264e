// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Arrays;

/**
 * The median of the slopes between all pairs of samples (Theil and Sen): a few outliers, such as the instant at which a
 * collection returns memory, do not move it.
 */
final class MedianSlope {
    /** More samples than this are thinned out evenly: 300 give 45,000 pairs. */
    private static final int MOST_SAMPLES = 300;

    private MedianSlope() {}

    /** Bytes per nanosecond over the samples from the given one on. */
    static double of(RssSeries rss, int from) {
        int present = rss.size() - from;
        int n = Math.min(MOST_SAMPLES, present);
        double[] slopes = new double[n * (n - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                int a = from + (int) ((long) i * present / n);
                int b = from + (int) ((long) j * present / n);
                long nanos = rss.epochNanos(b) - rss.epochNanos(a);
                if (nanos > 0) {
                    slopes[pairs++] = (double) (rss.rssBytes(b) - rss.rssBytes(a)) / nanos;
                }
            }
        }
        if (pairs == 0) {
            return 0;
        }
        Arrays.sort(slopes, 0, pairs);
        return pairs % 2 == 1 ? slopes[pairs / 2] : (slopes[pairs / 2 - 1] + slopes[pairs / 2]) / 2;
    }
}
