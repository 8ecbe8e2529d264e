// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jmemtrace.analyzer.attribution.MethodTotals;

/** By what methods are put in order, greatest first. */
public enum MethodOrder {
    ALLOCATED("allocated", MethodTotals::allocatedSelfBytes),
    ALLOCATED_TOTAL("allocated-total", MethodTotals::allocatedTotalBytes),
    RESIDENT("resident", MethodTotals::residentSelfBytes),
    RESIDENT_TOTAL("resident-total", MethodTotals::residentTotalBytes),
    CALLS("calls", MethodTotals::calls);

    private final String option;
    private final ToLongFunction<MethodTotals> key;

    MethodOrder(String option, ToLongFunction<MethodTotals> key) {
        this.option = option;
        this.key = key;
    }

    long keyOf(MethodTotals row) {
        return key.applyAsLong(row);
    }

    /** Equal rows are in the order of their names, so that a report is the same each time. */
    List<MethodTotals> sorted(List<MethodTotals> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(key).reversed().thenComparing(MethodTotals::key))
                .toList();
    }

    /** The order that is so written on the command line. */
    public static Optional<MethodOrder> parse(String option) {
        return Arrays.stream(values())
                .filter(order -> order.option.equals(option))
                .findFirst();
    }

    /** As written on the command line. */
    @Override
    public String toString() {
        return option;
    }
}
