// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/**
 * Where a method is entered: at its begin; in a constructor behind the call of {@code super(...)} or {@code this(...)},
 * since no handler may stand around that call (HotSpot's verifier refuses). If what is in front of it can take memory,
 * as its arguments can, a constructor is entered at its begin too, and left before the call.
 *
 * <p>Assumption: each other call of a constructor follows the {@code new} it belongs to, as compilers write it. Where
 * that does not hold, some jump leads from above the place to below it, and {@link CodeWeaver} refuses.
 *
 * @param start offset of the instruction before which the method is entered
 * @param call offset of the call in front of it, if the constructor is to be entered above that too; else -1
 */
record Entry(int start, int call) {
    private static final int INVOKESPECIAL_BYTES = 3;

    /** Of a method that is no constructor. */
    static Entry first() {
        return new Entry(0, -1);
    }

    /** Of a constructor; throws {@link IllegalArgumentException} if it calls no other. */
    static Entry ofConstructor(MethodCode code, QuietMethods quiet) {
        int pending = 0;
        boolean loud = false;
        boolean movesThis = false;
        for (int offset = 0; offset < code.length; offset = code.next(offset)) {
            int opcode = code.opcode(offset);
            if (opcode == Instructions.INVOKESPECIAL && isConstructor(code, offset)) {
                if (pending == 0) {
                    return new Entry(offset + INVOKESPECIAL_BYTES, loud && !movesThis ? offset : -1);
                }
                pending--;
            } else if (opcode == Instructions.NEW) {
                pending++;
            } else if (opcode >= Instructions.IRETURN && opcode <= Instructions.RETURN) {
                break;
            }
            loud |= quiet.isLoud(code, offset);
            movesThis |= code.storesFirstLocal(offset);
        }
        throw new IllegalArgumentException("a constructor without a call of super above its end");
    }

    private static boolean isConstructor(MethodCode code, int offset) {
        ClassFile file = code.file;
        int nameAndType = file.secondReference(file.u2(code.start + offset + 1));
        return file.isText(file.reference(nameAndType), "<init>");
    }

    /** Whether the method is entered at its begin, to be left before the call. */
    boolean isTwofold() {
        return call >= 0;
    }

    /** Whether a probe that enters the method stands before an instruction. */
    boolean isAt(int offset) {
        return offset == start || (offset == 0 && isTwofold());
    }

    /** Whether what an instruction takes is the method's: all but what is in front of the call, and the call itself. */
    boolean covers(int offset) {
        return offset >= start || offset < call;
    }
}
