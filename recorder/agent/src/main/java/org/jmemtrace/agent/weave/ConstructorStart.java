// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/**
 * Finds where in a constructor the object is there: after the call of super or this, before which there is none that an
 * exception handler could be asked to cope with.
 *
 * <p>Assumption: each other call of a constructor follows the {@code new} it belongs to, as compilers write it. Where
 * that does not hold, some jump leads from above the place to below it, and {@link CodeWeaver} refuses.
 */
final class ConstructorStart {
    private ConstructorStart() {}

    /** Offset of the instruction after the call; throws {@link IllegalArgumentException} if there is no such call. */
    static int find(MethodCode code) {
        ClassFile file = code.file;
        int pending = 0;
        int offset = 0;
        while (offset < code.length) {
            int opcode = code.opcode(offset);
            int next = offset + Instructions.length(file, code.start, code.start + offset);
            if (opcode == Instructions.NEW) {
                pending++;
            } else if (opcode == Instructions.INVOKESPECIAL && isConstructor(file, file.u2(code.start + offset + 1))) {
                if (pending == 0) {
                    return next;
                }
                pending--;
            } else if (opcode >= Instructions.IRETURN && opcode <= Instructions.RETURN) {
                break;
            }
            offset = next;
        }
        throw new IllegalArgumentException("a constructor without a call of super above its end");
    }

    private static boolean isConstructor(ClassFile file, int method) {
        int nameAndType = file.secondReference(method);
        return file.isText(file.reference(nameAndType), "<init>");
    }
}
