// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;

/** Where the instructions of a method are once probes stand between them. All offsets count from the code's begin. */
final class Offsets {
    private int[] at = new int[8];

    /** How far all behind the place with the same index has moved. */
    private int[] moved = new int[8];

    private int count;
    private final Entry entry;
    private final int enterLength;

    /** @param enterLength bytes of a probe that enters the method, over which jumps go */
    Offsets(Entry entry, int enterLength) {
        this.entry = entry;
        this.enterLength = enterLength;
    }

    /** Says that something gets longer: behind an offset, which is not below those said before. */
    void lengthen(int offset, int bytes) {
        if (count == at.length) {
            at = Arrays.copyOf(at, count * 2);
            moved = Arrays.copyOf(moved, count * 2);
        }
        at[count] = offset;
        moved[count] = (count == 0 ? 0 : moved[count - 1]) + bytes;
        count++;
    }

    /** Where what belongs to an instruction now begins: its probes, then it. */
    int begin(int offset) {
        return offset + movedBelow(offset);
    }

    /** Where an instruction itself now is. */
    int instruction(int offset) {
        return offset + movedBelow(offset + 1);
    }

    /** How far what lies in front of an offset has grown. */
    private int movedBelow(int offset) {
        int low = 0;
        int high = count;
        while (low < high) { // the number of places below the offset
            int middle = (low + high) >>> 1;
            if (at[middle] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : moved[low - 1];
    }

    /** Where a jump to an instruction now goes: over the probe that enters the method, not over one that leaves it. */
    int landing(int offset) {
        return entry.isAt(offset) ? begin(offset) + enterLength : begin(offset);
    }
}
