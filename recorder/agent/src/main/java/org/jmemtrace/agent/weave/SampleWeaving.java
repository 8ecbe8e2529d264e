// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves a small class of no use, so that all classes that weaving needs are loaded before the program's are. */
public final class SampleWeaving {
    private SampleWeaving() {}

    /** Takes some 50 ms in a JVM that has just started. */
    public static void run() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Sample", null, "java/lang/Object", null);
        writer.visitSource("Sample.java", null);
        constructor(writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null));
        branch(writer.visitMethod(Opcodes.ACC_STATIC, "branch", "(I)I", null, null));
        writer.visitEnd();
        new ClassWeaver(new SiteNumbers(), false).weave(writer.toByteArray());
        Selection.of("org.sample.**;Sample", "Other*", false)
                .contains(ClassLoader.getSystemClassLoader(), "org.sample.A");
    }

    private static void constructor(MethodVisitor method) {
        method.visitCode();
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(1, 1);
        method.visitEnd();
    }

    private static void branch(MethodVisitor method) {
        Label start = new Label();
        Label otherwise = new Label();
        method.visitCode();
        method.visitLabel(start);
        method.visitLineNumber(1, start);
        method.visitVarInsn(Opcodes.ILOAD, 0);
        method.visitJumpInsn(Opcodes.IFEQ, otherwise);
        method.visitInsn(Opcodes.ICONST_1);
        method.visitInsn(Opcodes.IRETURN);
        method.visitLabel(otherwise);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        method.visitInsn(Opcodes.ICONST_0);
        method.visitInsn(Opcodes.IRETURN);
        method.visitMaxs(1, 1);
        method.visitEnd();
    }
}
