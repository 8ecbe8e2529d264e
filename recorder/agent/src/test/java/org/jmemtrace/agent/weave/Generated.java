// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class named {@code Program} with code that javac does not make; frames, where needed, are written by hand. */
final class Generated {
    static final int STATIC = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;

    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private Generated(int version) {
        writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "Program", null, "java/lang/Object", null);
    }

    static Generated ofVersion(int version) {
        return new Generated(version);
    }

    static Generated now() {
        return new Generated(Opcodes.V17);
    }

    /** Adds a static method. */
    Generated method(String name, String descriptor, Consumer<MethodVisitor> code) {
        return method(STATIC, name, descriptor, code);
    }

    Generated method(int access, String name, String descriptor, Consumer<MethodVisitor> code) {
        MethodVisitor method = writer.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        code.accept(method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        return this;
    }

    /** Adds {@code run}, which calls a static method and returns its int, boxed. */
    Map<String, byte[]> running(String name, String descriptor, Consumer<MethodVisitor> arguments) {
        method("run", "()Ljava/lang/Object;", code -> {
            arguments.accept(code);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "Program", name, descriptor, false);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/String", "valueOf", "(I)Ljava/lang/String;", false);
            code.visitInsn(Opcodes.ARETURN);
        });
        return done();
    }

    Map<String, byte[]> done() {
        writer.visitEnd();
        return Map.of("Program", writer.toByteArray());
    }
}
