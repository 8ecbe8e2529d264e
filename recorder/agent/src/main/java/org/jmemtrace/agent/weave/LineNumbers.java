// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;

/** Which line each instruction of a method comes from, to be asked in ascending order. */
final class LineNumbers {
    /** Offset of a line's first instruction, and below it the line: sorted. */
    private final long[] begins;

    private final InlinedLines inlined;

    private int next;
    private int line;

    LineNumbers(MethodCode code, InlinedLines inlined) {
        begins = read(code);
        this.inlined = inlined;
        Arrays.sort(begins);
    }

    private static long[] read(MethodCode code) {
        ClassFile file = code.file;
        long[] begins = {};
        int at = code.attributes() + 2;
        for (int i = file.u2(code.attributes()); i > 0; i--) {
            int end = file.endOfAttribute(at);
            if (file.isText(file.u2(at), "LineNumberTable")) { // there can be several
                int count = begins.length;
                begins = Arrays.copyOf(begins, count + (end - at - 8) / 4);
                for (int entry = at + 8; count < begins.length; entry += 4) {
                    begins[count++] = (long) file.u2(entry) << 16 | file.u2(entry + 2);
                }
            }
            at = end;
        }
        return begins;
    }

    /** The line of the instruction at an offset, which is not below the one asked for before; 0 if it has none. */
    int at(int offset) {
        while (next < begins.length && begins[next] >>> 16 <= offset) {
            line = inlined.lineOf((int) begins[next++] & 0xFFFF);
        }
        return line;
    }
}
