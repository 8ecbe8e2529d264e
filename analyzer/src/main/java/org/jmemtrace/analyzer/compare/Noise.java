// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.Arrays;

/**
 * How far two groups of runs may differ by chance: half the width of the 95 % interval of the difference of their means.
 * Of single runs nothing can be measured, and something is assumed.
 */
final class Noise {
    /** Of Student's distribution, two-sided, by degrees of freedom from 1 on; beyond these the normal one's does. */
    private static final double[] STUDENT_95 = {
        12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10,
        2.09, 2.09
    };

    private static final double NORMAL_95 = 1.96;

    private Noise() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Whether there is more than one run on each side. */
    static boolean isMeasured(double[] base, double[] news) {
        return base.length > 1 && news.length > 1;
    }

    /** After Welch (1947), who does not take both groups to vary alike. */
    static double between(double[] base, double[] news) {
        double one = variance(base) / base.length;
        double other = variance(news) / news.length;
        double both = one + other;
        if (both == 0) {
            return 0;
        }
        double freedom = both * both / (one * one / (base.length - 1) + other * other / (news.length - 1));
        int index = Math.max(1, (int) freedom) - 1;
        return Math.sqrt(both) * (index < STUDENT_95.length ? STUDENT_95[index] : NORMAL_95);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
