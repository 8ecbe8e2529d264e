// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The methods of a class that can take no memory: they call nothing, allocate nothing, load no class, and reach no
 * memory but that of objects that are already there. Accessors, mostly: a probe would cost more than they do.
 */
final class QuietMethods extends ClassVisitor {
    private final Set<String> quiet = new HashSet<>();
    private final Map<String, Integer> localCounts = new HashMap<>();
    private String className = "";

    private QuietMethods() {
        super(Opcodes.ASM9);
    }

    static QuietMethods of(ClassReader reader) {
        QuietMethods methods = new QuietMethods();
        reader.accept(methods, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return methods;
    }

    /** Whether a method, by its name and descriptor, can take no memory. */
    boolean contains(String method) {
        return quiet.contains(method);
    }

    /** How many local variables a method has. */
    int localCount(String method) {
        return localCounts.getOrDefault(method, 0);
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean locks = (access & Opcodes.ACC_SYNCHRONIZED) != 0; // a contended lock allocates its monitor
        return new Scan(name + descriptor, locks);
    }

    /** Notes the method as quiet at its end, unless something was seen on the way. */
    private final class Scan extends MethodVisitor {
        private final String method;
        private boolean loud;

        Scan(String method, boolean loud) {
            super(Opcodes.ASM9);
            this.method = method;
            this.loud = loud;
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
        public void visitMaxs(int maxStack, int maxLocals) {
            localCounts.put(method, maxLocals);
        }

        @Override
        public void visitEnd() {
            if (!loud) {
                quiet.add(method);
            }
        }
    }
}
