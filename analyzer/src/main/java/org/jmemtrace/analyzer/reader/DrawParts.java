// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Parts all draws, in their order, into 32 to 64 of the same number: how much a place's share differs from part to part
 * says how sure it is. When there are 64 parts, each two become one.
 */
final class DrawParts {
    static final int MOST = 64;

    private final Set<AllocationDraws> places = new LinkedHashSet<>();
    private long draws;
    private long perPart = 1;

    void add(AllocationDraws place, double bytes) {
        if (draws == MOST * perPart) {
            List<AllocationDraws> all = new ArrayList<>(places);
            all.forEach(DrawParts::halve);
            perPart *= 2;
        }
        places.add(place);
        place.parts[(int) (draws / perPart)] += bytes;
        place.draws++;
        draws++;
    }

    private static void halve(AllocationDraws place) {
        for (int i = 0; i < MOST / 2; i++) {
            place.parts[i] = place.parts[2 * i] + place.parts[2 * i + 1];
        }
        java.util.Arrays.fill(place.parts, MOST / 2, MOST, 0);
    }

    /** How many have draws. */
    int count() {
        return (int) ((draws + perPart - 1) / perPart);
    }
}
