// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/** The JVM's instructions (JVMS chapter 6.5), as far as weaving looks at them. */
final class Instructions {
    static final int ACONST_NULL = 1;
    static final int ICONST_0 = 3;
    static final int BIPUSH = 16;
    static final int SIPUSH = 17;
    static final int LDC = 18;
    static final int LDC2_W = 20;
    static final int ILOAD = 21;
    static final int ALOAD = 25;
    static final int ILOAD_0 = 26;
    static final int ALOAD_0 = 42;
    static final int ISTORE = 54;
    static final int ASTORE = 58;
    static final int ISTORE_0 = 59;
    static final int ASTORE_0 = 75;
    static final int ASTORE_3 = 78;
    static final int POP = 87;
    static final int DUP = 89;
    static final int SWAP = 95;
    static final int IINC = 132;
    static final int GOTO = 167;
    static final int JSR = 168;
    static final int RET = 169;
    static final int IRETURN = 172;
    static final int RETURN = 177;
    static final int GETSTATIC = 178;
    static final int PUTSTATIC = 179;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESPECIAL = 183;
    static final int INVOKESTATIC = 184;
    static final int INVOKEINTERFACE = 185;
    static final int INVOKEDYNAMIC = 186;
    static final int NEW = 187;
    static final int NEWARRAY = 188;
    static final int ANEWARRAY = 189;
    static final int ATHROW = 191;
    private static final int MONITORENTER = 194;
    private static final int MONITOREXIT = 195;
    static final int WIDE = 196;
    static final int TABLESWITCH = 170;
    static final int LOOKUPSWITCH = 171;
    static final int MULTIANEWARRAY = 197;
    static final int GOTO_W = 200;
    static final int JSR_W = 201;

    /** What is to be done about an instruction. */
    static final byte PLAIN = 0;

    static final byte EXIT = 1;

    /** Jumps by two bytes. */
    static final byte JUMP = 2;

    /** Jumps by four bytes. */
    static final byte LONG_JUMP = 3;

    static final byte SWITCH = 4;

    private static final byte[] LENGTHS = new byte[256];
    private static final byte[] KINDS = new byte[256];

    /** Of instructions that may take memory, or lead to code that does. */
    private static final boolean[] LOUD = new boolean[256];

    static {
        fill(1, 0, 201);
        fill(2, BIPUSH, BIPUSH);
        fill(3, SIPUSH, SIPUSH);
        fill(2, LDC, LDC);
        fill(3, LDC + 1, LDC2_W);
        fill(2, 21, ALOAD); // loads of a numbered local
        fill(2, 54, ASTORE); // stores to one
        fill(3, IINC, IINC);
        fill(3, 153, 168); // ifs, goto, jsr
        fill(2, 169, 169); // ret
        fill(0, TABLESWITCH, LOOKUPSWITCH);
        fill(3, GETSTATIC, INVOKESTATIC);
        fill(5, 185, 186); // invokeinterface, invokedynamic
        fill(3, NEW, NEW);
        fill(2, 188, 188); // newarray
        fill(3, ANEWARRAY, ANEWARRAY);
        fill(3, 192, 193); // checkcast, instanceof
        fill(0, WIDE, WIDE);
        fill(4, MULTIANEWARRAY, MULTIANEWARRAY);
        fill(3, 198, 199); // ifnull, ifnonnull
        fill(5, 200, 201); // goto_w, jsr_w

        kind(EXIT, IRETURN, RETURN);
        kind(JUMP, 153, 168);
        kind(JUMP, 198, 199);
        kind(LONG_JUMP, 200, 201);
        kind(SWITCH, TABLESWITCH, LOOKUPSWITCH);

        loud(INVOKEVIRTUAL, ANEWARRAY);
        loud(ATHROW, ATHROW);
        loud(MONITORENTER, MONITOREXIT); // in between are casts: where the object is there, its class is
        loud(MULTIANEWARRAY, MULTIANEWARRAY);
    }

    private Instructions() {}

    private static void fill(int length, int from, int to) {
        for (int i = from; i <= to; i++) {
            LENGTHS[i] = (byte) length;
        }
    }

    private static void kind(byte kind, int from, int to) {
        for (int i = from; i <= to; i++) {
            KINDS[i] = kind;
        }
    }

    private static void loud(int from, int to) {
        for (int i = from; i <= to; i++) {
            LOUD[i] = true;
        }
    }

    /** What is to be done about an instruction. */
    static byte kind(int opcode) {
        return KINDS[opcode];
    }

    /** Whether an instruction may take memory whatever its operands, or may lead to code that does. */
    static boolean isLoud(int opcode) {
        return LOUD[opcode];
    }

    /**
     * Length in bytes of the instruction at a position; throws {@link IllegalArgumentException} if it is none.
     *
     * @param code where the method's code begins
     */
    static int length(ClassFile file, int code, int at) {
        int opcode = file.u1(at);
        int length = LENGTHS[opcode];
        return length != 0 ? length : variableLength(file, code, at, opcode);
    }

    private static int variableLength(ClassFile file, int code, int at, int opcode) {
        long length;
        switch (opcode) {
            case WIDE:
                return file.u1(at + 1) == IINC ? 6 : 4;
            case TABLESWITCH:
                int table = operands(code, at);
                length = table - at + 12 + 4 * (1L + file.u4(table + 8) - file.u4(table + 4));
                break;
            case LOOKUPSWITCH:
                int pairs = operands(code, at);
                length = pairs - at + 8 + 8L * file.u4(pairs + 4);
                break;
            default:
                throw new IllegalArgumentException("unknown instruction " + opcode);
        }
        if (length < 0 || length > 65_535) {
            throw new IllegalArgumentException("a switch of " + length + " bytes");
        }
        return (int) length;
    }

    /** Where the operands of a switch begin: at the next multiple of four, counted from the begin of the code. */
    static int operands(int code, int at) {
        return code + (at - code + 4 & ~3);
    }
}
