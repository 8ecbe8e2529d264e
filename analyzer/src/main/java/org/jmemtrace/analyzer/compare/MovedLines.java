// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which line of a method is which in another build: what was put in above moved it, and that is no change of what it
 * does. The distance at which most lines meet is taken first, then the next one for those that are left.
 */
final class MovedLines {
    private MovedLines() {}

    /** From lines of the new build to those of the base; what is not there is new. */
    static Map<Integer, Integer> of(TreeSet<Integer> base, TreeSet<Integer> now) {
        TreeSet<Integer> baseLeft = new TreeSet<>(base);
        TreeSet<Integer> nowLeft = new TreeSet<>(now);
        Map<Integer, Integer> pairs = new HashMap<>();
        while (!baseLeft.isEmpty() && !nowLeft.isEmpty()) {
            int distance = commonDistance(baseLeft, nowLeft);
            for (int line : new TreeSet<>(nowLeft)) {
                if (baseLeft.remove(line - distance)) {
                    nowLeft.remove(line);
                    pairs.put(line, line - distance);
                }
            }
        }
        return pairs;
    }

    private static int commonDistance(TreeSet<Integer> base, TreeSet<Integer> now) {
        Map<Integer, Integer> counts = new HashMap<>();
        int best = now.first() - base.first();
        for (int one : base) {
            for (int other : now) {
                int distance = other - one;
                int count = counts.merge(distance, 1, Integer::sum);
                int most = counts.getOrDefault(best, 0);
                if (count > most || (count == most && Math.abs(distance) < Math.abs(best))) {
                    best = distance;
                }
            }
        }
        return best;
    }
}
