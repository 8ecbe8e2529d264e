// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the lines of a method that can take memory. A probe stands before the first instruction on a line that can,
 * unless every way there comes from the same line.
 */
final class LineSearch {
    /** Nobody has come here yet. */
    private static final int NOWHERE = -1;

    /** On no line yet, or on one or another: as at handlers, and where a loop begins. */
    private static final int UNKNOWN = 0;

    private final MethodCode code;
    private final Granularity granularity;
    private final List<LinePosition> positions = new ArrayList<>();
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private int[] offsets = {};
    private int[] numbersAt = {};
    private int count;
    private boolean atEntry;

    private LineSearch(MethodCode code, Granularity granularity) {
        this.code = code;
        this.granularity = granularity;
    }

    /** Finds them, with the probes that the granularity asks for. */
    static Lines linesOf(
            MethodCode code, QuietMethods quiet, Entry entry, Granularity granularity, InlinedLines inlined) {
        return granularity == Granularity.CALL
                ? Lines.NONE
                : new LineSearch(code, granularity).find(quiet, entry, new LineNumbers(code, inlined));
    }

    private Lines find(QuietMethods quiet, Entry entry, LineNumbers lineNumbers) {
        int[] comingFrom = comingFromBelow();
        int current = UNKNOWN;
        boolean straight = !entry.isTwofold(); // all ways from the entry lead here, and no others
        for (int offset = 0; offset < code.length; offset = code.next(offset)) {
            current = offset == entry.start() ? UNKNOWN : join(current, comingFrom[offset]);
            straight &= offset < entry.start() || comingFrom[offset] == NOWHERE;
            int line = lineNumbers.at(offset);
            if (entry.covers(offset) && (quiet.isLoud(code, offset) || code.isQuietCall(offset))) {
                int number = number(offset, line);
                if (straight && positions.size() == 1) {
                    atEntry = true;
                } else if (number != current) {
                    add(offset, number);
                }
                current = number;
            }
            straight &= Instructions.kind(code.opcode(offset)) == Instructions.PLAIN || offset < entry.start();
            for (int target : code.targets(offset)) {
                if (target > offset) {
                    comingFrom[target] = join(comingFrom[target], current);
                }
            }
            if (code.endsFlow(offset)) {
                current = NOWHERE;
            } else if (code.callsSubroutine(offset)) {
                current = UNKNOWN;
            }
        }
        return new Lines(
                List.copyOf(positions), atEntry, Arrays.copyOf(offsets, count), Arrays.copyOf(numbersAt, count));
    }

    /** By offset: nobody yet, or somebody who knows where from. */
    private int[] comingFromBelow() {
        int[] comingFrom = new int[code.length];
        Arrays.fill(comingFrom, NOWHERE);
        for (int i = 0; i < code.markCount(); i++) {
            for (int target : code.targets(code.mark(i))) {
                if (target <= code.mark(i)) {
                    comingFrom[target] = UNKNOWN;
                }
            }
        }
        ClassFile file = code.file;
        int table = code.exceptionTable();
        for (int i = 0; i < file.u2(table); i++) {
            comingFrom[file.u2(table + 6 + 8 * i)] = UNKNOWN;
        }
        return comingFrom;
    }

    private static int join(int one, int other) {
        if (one == NOWHERE || one == other) {
            return other;
        }
        return other == NOWHERE ? one : UNKNOWN;
    }

    private int number(int offset, int line) {
        boolean byLine = granularity == Granularity.LINE;
        return numbers.computeIfAbsent(byLine ? line : offset, key -> {
            positions.add(
                    byLine ? LinePosition.ofLine(line) : new LinePosition(line, offset, Targets.of(code, offset)));
            return positions.size();
        });
    }

    private void add(int offset, int number) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2 + 8);
            numbersAt = Arrays.copyOf(numbersAt, count * 2 + 8);
        }
        offsets[count] = offset;
        numbersAt[count++] = number;
    }
}
