// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The methods of a class that can take no memory: they call nothing, allocate nothing, load no class, and reach no
 * memory but that of objects that are already there. Accessors, mostly: a probe would cost more than they do.
 */
final class QuietMethods extends ClassVisitor {
    private final Set<String> quiet = new HashSet<>();
    private String className = "";

    private QuietMethods() {
        super(Opcodes.ASM9);
    }

    /** Names with descriptors. */
    static Set<String> of(ClassReader reader) {
        QuietMethods methods = new QuietMethods();
        reader.accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods.quiet;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean locks = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
        return locks ? null : new Scan(name + descriptor);
    }

    /** Notes the method as quiet at its end, unless something was seen on the way. */
    private final class Scan extends MethodVisitor {
        private final String method;
        private boolean loud;

        Scan(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitInsn(int opcode) {
            boolean lock = opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT;
            loud |= lock || opcode == Opcodes.ATHROW;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            loud |= opcode == Opcodes.NEWARRAY;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            loud = true;
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            loud = true;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
            loud |= isStatic && !owner.equals(className); // another class's initialiser might run
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            loud = true;
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            loud = true;
        }

        @Override
        public void visitLdcInsn(Object value) {
            loud |= !(value instanceof Number); // the first use of a string constant makes the string
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            // Loops over what is there take no memory either.
        }

        @Override
        public void visitEnd() {
            if (!loud) {
                quiet.add(method);
            }
        }
    }
}
