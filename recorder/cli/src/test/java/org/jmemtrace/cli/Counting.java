// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Another agent, which rewrites {@link Attended} so that each call of its arrays is counted here. */
public final class Counting implements ClassFileTransformer {
    /** Calls so far; the program that is rewritten has one thread. */
    public static int calls;

    private static final String REWRITTEN = Attended.class.getName().replace('.', '/');

    private Counting() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new Counting(), true);
    }

    public static void agentmain(String arguments, Instrumentation instrumentation) throws Exception {
        instrumentation.addTransformer(new Counting(), true);
        instrumentation.retransformClasses(Attended.class);
    }

    @Override
    public byte @Nullable [] transform(
            ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
        if (!REWRITTEN.equals(name)) {
            return null;
        }
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new CountingVisitor(writer), 0);
        return writer.toByteArray();
    }

    private static final class CountingVisitor extends ClassVisitor {
        CountingVisitor(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, type, generic, thrown);
            return name.equals("arrays") ? new Increment(next) : next;
        }
    }

    private static final class Increment extends MethodVisitor {
        private static final String OWNER = Counting.class.getName().replace('.', '/');

        Increment(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitFieldInsn(Opcodes.GETSTATIC, OWNER, "calls", "I");
            super.visitInsn(Opcodes.ICONST_1);
            super.visitInsn(Opcodes.IADD);
            super.visitFieldInsn(Opcodes.PUTSTATIC, OWNER, "calls", "I");
        }
    }
}
