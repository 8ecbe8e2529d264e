// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The bytecode of the probes in one method. Throws {@link IllegalArgumentException} where it does not fit in. */
final class ProbeCode {
    private static final String PROBES = "org/jmemtrace/probes/Probes";

    /** Internal name of the type of the local variable that enter fills and exit reads. */
    static final String FRAME = "org/jmemtrace/probes/Frame";

    /** The most local variables or operand stack slots that a class file has room to say. */
    private static final int MOST_SLOTS = 65_535;

    private final MethodVisitor method;
    private final MethodSite site;
    private final boolean frames;
    private final Label start = new Label();
    private final Label end = new Label();
    private int local = -1;

    /** @param frames whether the class file has stack map frames */
    ProbeCode(MethodVisitor method, MethodSite site, boolean frames) {
        this.method = method;
        this.site = site;
        this.frames = frames;
    }

    /** Where the frame is kept; negative before {@link #enter}. */
    int local() {
        return local;
    }

    /** Bytes of bytecode of the woven method; to be asked for at its end. */
    int codeBytes() {
        return end.getOffset();
    }

    void enter(int frameLocal) {
        if (frameLocal == MOST_SLOTS) {
            throw new IllegalArgumentException("no room for one more local variable");
        }
        local = frameLocal;
        if (site.number() <= Short.MAX_VALUE) {
            method.visitIntInsn(Opcodes.SIPUSH, site.number());
        } else {
            method.visitLdcInsn(site.number());
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES, "enter", "(I)L" + FRAME + ";", false);
        method.visitVarInsn(Opcodes.ASTORE, local);
        method.visitLabel(start);
    }

    /** To be called before each return. A throw needs none: what nobody catches reaches the handler. */
    void exit() {
        method.visitVarInsn(Opcodes.ALOAD, local);
        method.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES, "exit", "(L" + FRAME + ";)V", false);
    }

    /** To be called at the end: adds the handler for what leaves the method by an exception. */
    void handle() {
        if (local >= 0) {
            Label handler = new Label();
            method.visitTryCatchBlock(start, handler, handler, null);
            method.visitLabel(handler);
            if (frames) {
                visitHandlerFrame();
            }
            method.visitInsn(Opcodes.DUP);
            method.visitVarInsn(Opcodes.ALOAD, local);
            method.visitMethodInsn(
                    Opcodes.INVOKESTATIC, PROBES, "exit", "(Ljava/lang/Throwable;L" + FRAME + ";)V", false);
            method.visitInsn(Opcodes.ATHROW);
        }
        method.visitLabel(end);
    }

    /** What the probes need of the operand stack, above what the method does. */
    static int maxStack(int own) {
        if (own == MOST_SLOTS) {
            throw new IllegalArgumentException("no room for one more value on the stack");
        }
        return Math.max(own + 1, 3);
    }

    /**
     * In the handler nothing is known of the method's own variables, which may have held anything at the throw, and
     * nothing needs to be: only ours is used. So no types have to be merged, and no class has to be loaded for it.
     */
    private void visitHandlerFrame() {
        Object[] locals = new Object[local + 1];
        for (int i = 0; i < local; i++) {
            locals[i] = Opcodes.TOP;
        }
        locals[local] = FRAME;
        method.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    }
}
