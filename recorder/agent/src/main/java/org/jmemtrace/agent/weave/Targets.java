// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/** What a bytecode that can take memory does, in a few words. */
final class Targets {
    private Targets() {}

    /** As in {@code new byte[]}, {@code new java.util.ArrayList}, {@code java.util.List.add}. */
    static String of(MethodCode code, int offset) {
        ClassFile file = code.file;
        int at = code.start + offset + 1;
        switch (code.opcode(offset)) {
            case Instructions.NEW:
                return "new " + type(file.text(file.reference(file.u2(at))));
            case Instructions.NEWARRAY:
                return "new " + Primitive.ofOperand(file.u1(at)) + "[]";
            case Instructions.ANEWARRAY:
                return "new " + type(file.text(file.reference(file.u2(at)))) + "[]";
            case Instructions.MULTIANEWARRAY:
                return "new " + type(file.text(file.reference(file.u2(at))));
            case Instructions.INVOKEDYNAMIC:
                return "invokedynamic " + member(file, file.secondReference(file.u2(at)));
            case Instructions.GETSTATIC:
            case Instructions.PUTSTATIC:
            case Instructions.INVOKEVIRTUAL:
            case Instructions.INVOKESPECIAL:
            case Instructions.INVOKESTATIC:
            case Instructions.INVOKEINTERFACE:
                int reference = file.u2(at);
                return type(file.text(file.reference(file.reference(reference))))
                        + "."
                        + member(file, file.secondReference(reference));
            case Instructions.ATHROW:
                return "throw";
            case Instructions.LDC:
            case Instructions.LDC + 1:
            case Instructions.LDC2_W:
                return "constant";
            default:
                return "lock";
        }
    }

    private static String member(ClassFile file, int nameAndType) {
        return file.text(file.reference(nameAndType));
    }

    /** The name of a class or array as in source code. */
    static String type(String internalName) {
        int dimensions = 0;
        while (internalName.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = internalName.substring(dimensions);
        if (dimensions > 0) {
            element = element.charAt(0) == 'L'
                    ? element.substring(1, element.length() - 1)
                    : Primitive.ofLetter(element.charAt(0));
        }
        return element.replace('/', '.') + "[]".repeat(dimensions);
    }
}
