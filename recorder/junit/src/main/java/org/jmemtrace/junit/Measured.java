// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.util.Arrays;

/**
 * Figures of several runs.
 *
 * @param median of an even number the lower of the two in the middle, which was a run
 * @param spread half of the distance between the least and the most, as a share of the median
 */
record Measured(double median, double spread, int runs) {
    static Measured of(long[] runs) {
        long[] sorted = runs.clone();
        Arrays.sort(sorted);
        double median = sorted[(sorted.length - 1) / 2];
        // Without the outer tenths: a class is initialized late, the JIT finishes.
        int cut = sorted.length / 10;
        double distance = sorted[sorted.length - 1 - cut] - sorted[cut];
        double spread = distance == 0 ? 0 : median == 0 ? Double.POSITIVE_INFINITY : distance / 2 / Math.abs(median);
        return new Measured(median, spread, sorted.length);
    }
}
