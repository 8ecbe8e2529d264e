// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;

/**
 * The code of a method as it was read, and what one walk over its instructions tells. Positions are those in the file,
 * except where they are called offsets, which count from the begin of the code.
 */
final class MethodCode {
    final ClassFile file;
    final int maxStack;
    final int maxLocals;
    final int start;
    final int length;

    private static final int[] NONE = {};

    private final QuietCalls quietCalls;

    /** Offsets of returns, jumps and switches, ascending. */
    private int[] marks = new int[16];

    private int markCount;

    /** Offsets of calls of methods of the same class. */
    private int[] ownCalls = {};

    private int ownCallCount;

    private int lastLoud = -1;

    /**
     * Walks over a method's code.
     *
     * @param attribute where the attribute begins
     * @param quietCalls of the class
     */
    MethodCode(ClassFile file, int attribute, QuietCalls quietCalls) {
        this.file = file;
        this.quietCalls = quietCalls;
        maxStack = file.u2(attribute + 6);
        maxLocals = file.u2(attribute + 8);
        length = file.u4(attribute + 10);
        start = attribute + 14;
        if (length < 0 || length > file.bytes.length - start) {
            throw new IllegalArgumentException("code that ends outside of the file");
        }
        scan();
    }

    private void scan() {
        ClassFile in = file;
        int end = start + length;
        int step;
        for (int at = start; at < end; at += step) {
            int opcode = in.u1(at);
            step = Instructions.length(in, start, at);
            if (Instructions.kind(opcode) != Instructions.PLAIN) {
                marks = append(marks, markCount++, at - start);
            } else if (isOwnCall(opcode, at)) {
                ownCalls = append(ownCalls, ownCallCount++, at - start);
            } else if (isLoud(opcode, at)) {
                lastLoud = at - start;
            }
        }
    }

    private static int[] append(int[] offsets, int count, int offset) {
        int[] room = count < offsets.length ? offsets : Arrays.copyOf(offsets, count * 2 + 4);
        room[count] = offset;
        return room;
    }

    private boolean isOwnCall(int opcode, int at) {
        return opcode >= Instructions.INVOKEVIRTUAL
                && opcode <= Instructions.INVOKESTATIC
                && file.reference(file.u2(at + 1)) == file.thisClass();
    }

    private boolean isLoud(int opcode, int at) {
        switch (opcode) {
            case Instructions.GETSTATIC:
            case Instructions.PUTSTATIC: // another class's initialiser might run
                return file.reference(file.u2(at + 1)) != file.thisClass();
            case Instructions.LDC:
                return isLoudConstant(file.u1(at + 1));
            case Instructions.LDC + 1:
            case Instructions.LDC2_W:
                return isLoudConstant(file.u2(at + 1));
            case Instructions.INVOKEVIRTUAL:
            case Instructions.INVOKESTATIC:
                return !quietCalls.contains(file.u2(at + 1));
            default:
                return Instructions.isLoud(opcode);
        }
    }

    /** Numbers are there; the first use of a string constant makes the string. */
    private boolean isLoudConstant(int constant) {
        int tag = file.tag(constant);
        return tag < 3 || tag > 6;
    }

    /** Whether an instruction may take memory; calls of methods of the same class are not asked. */
    boolean isLoud(int offset) {
        int at = start + offset;
        return isLoud(file.u1(at), at);
    }

    /** Whether an instruction calls a method of the JDK's that takes no memory: nothing to count, but a line begins. */
    boolean isQuietCall(int offset) {
        int opcode = opcode(offset);
        return (opcode == Instructions.INVOKEVIRTUAL || opcode == Instructions.INVOKESTATIC)
                && quietCalls.contains(file.u2(start + offset + 1));
    }

    boolean isOwnCall(int offset) {
        int at = start + offset;
        return isOwnCall(file.u1(at), at);
    }

    /** Offset of the instruction behind another. */
    int next(int offset) {
        return offset + Instructions.length(file, start, start + offset);
    }

    /** Whether nothing gets from an instruction to the one behind it. */
    boolean endsFlow(int offset) {
        int opcode = opcode(offset);
        return opcode == Instructions.GOTO
                || opcode == Instructions.GOTO_W
                || opcode == Instructions.ATHROW
                || (opcode >= Instructions.RET && opcode <= Instructions.RETURN);
    }

    /** Whether the instruction behind is reached from wherever a subroutine ends. */
    boolean callsSubroutine(int offset) {
        return opcode(offset) == Instructions.JSR || opcode(offset) == Instructions.JSR_W;
    }

    /** Whether an instruction stores into the local variable that held {@code this}. */
    boolean storesFirstLocal(int offset) {
        int opcode = opcode(offset);
        boolean shortForm = opcode >= Instructions.ISTORE_0 && opcode <= Instructions.ASTORE_3;
        boolean longForm = opcode >= Instructions.ISTORE && opcode <= Instructions.ASTORE;
        return (shortForm && (opcode - Instructions.ISTORE_0) % 4 == 0)
                || (longForm && file.u1(start + offset + 1) == 0)
                || opcode == Instructions.WIDE;
    }

    /** Offsets that a jump or switch can go to; none for another instruction. */
    int[] targets(int offset) {
        int operand = start + offset + 1;
        switch (Instructions.kind(opcode(offset))) {
            case Instructions.JUMP:
                return new int[] {offset + (short) file.u2(operand)};
            case Instructions.LONG_JUMP:
                return new int[] {offset + file.u4(operand)};
            case Instructions.SWITCH:
                return switchTargets(offset);
            default:
                return NONE;
        }
    }

    private int[] switchTargets(int offset) {
        int operands = Instructions.operands(start, start + offset);
        boolean table = opcode(offset) == Instructions.TABLESWITCH;
        int first = operands + 12; // behind the bounds, or behind the count and the first key
        int step = table ? 4 : 8;
        int end = start + next(offset);
        int[] targets = new int[1 + Math.max(0, (end - first + step - 4) / step)];
        int count = 0;
        targets[count++] = offset + file.u4(operands);
        for (int at = first; at < end; at += step) {
            targets[count++] = offset + file.u4(at);
        }
        return targets;
    }

    /**
     * Offset of the last instruction that may take memory, -1 if there is none. Calls of methods of the same class are
     * not among them.
     */
    int lastLoud() {
        return lastLoud;
    }

    int ownCallCount() {
        return ownCallCount;
    }

    /** Offset of a call of a method of the same class. */
    int ownCall(int index) {
        return ownCalls[index];
    }

    int markCount() {
        return markCount;
    }

    /** Offset of a return, jump or switch. */
    int mark(int index) {
        return marks[index];
    }

    int opcode(int offset) {
        return file.u1(start + offset);
    }

    /** Where the exception table begins, with its count. */
    int exceptionTable() {
        return start + length;
    }

    /** Where the code's attributes begin, with their count. */
    int attributes() {
        return exceptionTable() + 2 + 8 * file.u2(exceptionTable());
    }
}
