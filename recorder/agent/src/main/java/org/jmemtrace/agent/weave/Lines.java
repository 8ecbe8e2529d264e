// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.List;

/**
 * The lines of a method that can take memory, and where a probe has to say that one begins.
 *
 * @param positions the lines, of which the first has the number 1
 * @param beginAtEntry whether the first line begins where the method is entered, without a probe of its own
 * @param offsets of the instructions before which a probe stands, ascending
 * @param numbers of the lines that begin there
 */
record Lines(List<LinePosition> positions, boolean beginAtEntry, int[] offsets, int[] numbers) {
    /** Of a method of which no lines are told apart. */
    static final Lines NONE = new Lines(List.of(), false, new int[0], new int[0]);

    /** How many probes there are. */
    int count() {
        return offsets.length;
    }
}
