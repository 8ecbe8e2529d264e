// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.EnumMap;
import java.util.Map;

/** Resident and accessible bytes by part. */
final class PartBytes {
    private final Map<Part, long[]> sums = new EnumMap<>(Part.class);
    private long swappedBytes;

    void add(Part part, long residentBytes, long accessibleBytes) {
        long[] sum = sums.computeIfAbsent(part, none -> new long[2]);
        sum[0] += residentBytes;
        sum[1] += accessibleBytes;
    }

    void addSwapped(long bytes) {
        swappedBytes += bytes;
    }

    long resident(Part part) {
        return sums.containsKey(part) ? sums.get(part)[0] : 0;
    }

    long accessible(Part part) {
        return sums.containsKey(part) ? sums.get(part)[1] : 0;
    }

    long swapped() {
        return swappedBytes;
    }
}
