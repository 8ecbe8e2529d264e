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
    private final int enter;
    private final int enterLength;

    /**
     * @param enter offset of the instruction before which the method is entered
     * @param enterLength bytes of the probe there, over which jumps go
     */
    Offsets(int enter, int enterLength) {
        this.enter = enter;
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
        return low == 0 ? offset : offset + moved[low - 1];
    }

    /** Where a jump to an instruction now goes: over the probe that enters the method, not over one that leaves it. */
    int landing(int offset) {
        return offset == enter ? begin(offset) + enterLength : begin(offset);
    }
}
