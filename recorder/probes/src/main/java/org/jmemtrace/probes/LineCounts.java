// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.Arrays;

/**
 * How many lines of a method are probed. The sites of a method's lines are numbered on from the method's own, so that a
 * probe finds a line's node by adding.
 */
public final class LineCounts {
    private static volatile char[] counts = {};

    private LineCounts() {}

    /**
     * Says it of a method, once and for all, before its woven code runs.
     *
     * @param count up to 65,535
     */
    public static synchronized void set(int site, int count) {
        char[] table = counts;
        if (site >= table.length) {
            table = Arrays.copyOf(table, Math.max(site + 1, table.length * 2));
        }
        table[site] = (char) count;
        counts = table; // also where it is the same array: what was written before is seen by who reads it
    }

    /** 0 for what is no method, or one whose lines are not probed. */
    static int of(int site) {
        char[] table = counts;
        return site < table.length ? table[site] : 0;
    }
}
