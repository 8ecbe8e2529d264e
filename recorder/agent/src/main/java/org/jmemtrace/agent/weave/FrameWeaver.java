// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;

/**
 * Rewrites the stack map frames of a method (JVMS 4.7.4): they move with the code, and where the method is entered they
 * know of one more local variable. They are never computed, for which classes would have to be loaded.
 *
 * <p>A type is kept as its tag, and above it the number of a class or the offset of a {@code new}.
 */
final class FrameWeaver {
    private static final int TOP = 0;
    private static final int INTEGER = 1;
    private static final int FLOAT = 2;
    private static final int DOUBLE = 3;
    private static final int LONG = 4;
    private static final int UNINITIALIZED_THIS = 6;
    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;

    private static final int SAME_WITH_ONE_ON_STACK = 64;
    private static final int FIRST_KNOWN_LONG = 247;
    private static final int SAME_LONG = 251;
    private static final int FULL = 255;

    private final ClassFile file;
    private final AddedConstants constants;
    private final int maxLocals;
    private final Entry entry;
    private final String descriptor;

    private final int[] locals;
    private int localCount;
    private int[] stack = new int[4];
    private int stackCount;
    private int at;

    FrameWeaver(
            MethodCode code, AddedConstants constants, Entry entry, boolean isStatic, String name, String descriptor) {
        this.file = code.file;
        this.constants = constants;
        this.maxLocals = code.maxLocals;
        this.entry = entry;
        locals = new int[maxLocals + 1];
        if (!isStatic) {
            addLocal(name.equals("<init>") ? UNINITIALIZED_THIS : OBJECT | file.thisClass() << 8);
        }
        this.descriptor = descriptor;
    }

    /**
     * Writes the attribute.
     *
     * @param table where the old one begins, 0 if there was none
     * @param handlers offsets of our exception handler, and of that for what is above a constructor's call of another
     * @param ours the constant for the type of our local variable, 0 if there is none
     */
    void write(Bytes out, int table, Offsets offsets, int[] handlers, int ours) {
        int from = out.u2(constants.text("StackMapTable")).size();
        out.u4(0);
        int count = table == 0 ? 0 : file.u2(table + 6);
        out.u2(count + handlers.length);
        at = table + 8;
        int offset = -1;
        int written = -1;
        boolean entered = false;
        for (int i = 0; i < count; i++) {
            if (i == 0) {
                addParameters();
            }
            int type = file.u1(at++);
            offset += 1 + readDistance(type);
            boolean same = !readFrame(type);
            int landing = offsets.landing(offset);
            boolean hasOurs = ours != 0 && (offset >= entry.start() || entry.isTwofold());
            if (same && (!hasOurs || entered)) {
                writeSame(out, landing - written - 1, offsets);
            } else {
                writeFull(out, landing - written - 1, offsets, hasOurs ? ours : 0);
            }
            entered |= hasOurs;
            written = landing;
        }
        stackCount = 1;
        stack[0] = OBJECT | constants.type("java/lang/Throwable") << 8;
        localCount = 0;
        for (int each : handlers) {
            writeFull(out, each - written - 1, offsets, ours);
            written = each;
            addLocal(UNINITIALIZED_THIS); // in the second, which is for what is above the call
        }
        out.setU4(from, out.size() - from - 4);
    }

    private int readDistance(int type) {
        if (type < FIRST_KNOWN_LONG) {
            if (type >= 2 * SAME_WITH_ONE_ON_STACK) {
                throw new IllegalArgumentException("unknown frame " + type);
            }
            return type & SAME_WITH_ONE_ON_STACK - 1;
        }
        at += 2;
        return file.u2(at - 2);
    }

    /** Returns whether the locals may differ from those of the frame before. */
    private boolean readFrame(int type) {
        stackCount = 0;
        if (type < SAME_WITH_ONE_ON_STACK || type == SAME_LONG) {
            return false;
        }
        if (type <= FIRST_KNOWN_LONG) {
            readStack(1);
            return false;
        }
        if (type < SAME_LONG) {
            localCount -= SAME_LONG - type;
        } else if (type < FULL) {
            readLocals(type - SAME_LONG);
        } else {
            localCount = 0;
            at += 2;
            readLocals(file.u2(at - 2));
            at += 2;
            readStack(file.u2(at - 2));
        }
        return true;
    }

    private void readLocals(int count) {
        for (int i = 0; i < count; i++) {
            addLocal(readType());
        }
    }

    private void addLocal(int type) {
        locals[localCount++] = type;
    }

    private void readStack(int count) {
        if (count > stack.length) {
            stack = Arrays.copyOf(stack, count);
        }
        for (int i = 0; i < count; i++) {
            stack[i] = readType();
        }
        stackCount = count;
    }

    private int readType() {
        int tag = file.u1(at++);
        if (tag != OBJECT && tag != UNINITIALIZED) {
            return tag;
        }
        at += 2;
        return tag | file.u2(at - 2) << 8;
    }

    private void writeSame(Bytes out, int distance, Offsets offsets) {
        boolean oneOnStack = stackCount == 1;
        if (distance < SAME_WITH_ONE_ON_STACK) {
            out.u1(oneOnStack ? SAME_WITH_ONE_ON_STACK + distance : distance);
        } else {
            out.u1(oneOnStack ? FIRST_KNOWN_LONG : SAME_LONG).u2(distance);
        }
        if (oneOnStack) {
            writeType(out, stack[0], offsets);
        }
    }

    /** @param ours the type of our local variable, 0 where there is none yet */
    private void writeFull(Bytes out, int distance, Offsets offsets, int ours) {
        int countAt = out.u1(FULL).u2(distance).size();
        out.u2(0);
        int count = localCount;
        int slots = 0;
        for (int i = 0; i < localCount; i++) {
            writeType(out, locals[i], offsets);
            slots += locals[i] == LONG || locals[i] == DOUBLE ? 2 : 1;
        }
        if (ours != 0) {
            for (; slots < maxLocals; slots++, count++) {
                out.u1(TOP);
            }
            writeType(out, OBJECT | ours << 8, offsets);
            count++;
        }
        out.setU2(countAt, count);
        out.u2(stackCount);
        for (int i = 0; i < stackCount; i++) {
            writeType(out, stack[i], offsets);
        }
    }

    private static void writeType(Bytes out, int type, Offsets offsets) {
        int tag = type & 0xFF;
        out.u1(tag);
        if (tag == OBJECT) {
            out.u2(type >>> 8);
        } else if (tag == UNINITIALIZED) {
            out.u2(offsets.instruction(type >>> 8));
        }
    }

    private void addParameters() {
        int i = 1;
        while (descriptor.charAt(i) != ')') {
            int from = i;
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            char kind = descriptor.charAt(i);
            i = kind == 'L' ? descriptor.indexOf(';', i) + 1 : i + 1;
            addLocal(typeOf(descriptor.substring(from, i)));
        }
    }

    private int typeOf(String parameter) {
        switch (parameter.charAt(0)) {
            case 'J':
                return LONG;
            case 'D':
                return DOUBLE;
            case 'F':
                return FLOAT;
            case 'L':
                return OBJECT | constants.type(parameter.substring(1, parameter.length() - 1)) << 8;
            case '[':
                return OBJECT | constants.type(parameter) << 8;
            default:
                return INTEGER;
        }
    }
}
