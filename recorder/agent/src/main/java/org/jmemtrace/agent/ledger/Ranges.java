// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.ArrayList;
import java.util.List;

/** Lists of ranges, by address. */
final class Ranges {
    private Ranges() {}

    /** The first list, with those of the second where the first has none. */
    static List<Range> fill(List<Range> first, List<Range> second) {
        List<Range> filled = new ArrayList<>();
        int next = 0;
        long covered = Long.MIN_VALUE;
        for (Range range : second) {
            long at = Math.max(range.start(), covered);
            while (next < first.size() && first.get(next).start() < range.end()) {
                Range known = first.get(next++);
                if (known.start() > at) {
                    filled.add(new Range(at, known.start(), range.part()));
                }
                filled.add(known);
                covered = known.end();
                at = Math.max(at, covered);
            }
            if (at < range.end()) {
                filled.add(new Range(at, range.end(), range.part()));
            }
        }
        filled.addAll(first.subList(next, first.size()));
        return filled;
    }
}
