// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The bytecode of the probes in one method. */
final class ProbeCode {
    private static final String PROBES = "org/jmemtrace/probes/Probes";

    /** Internal name of the type of the local variable that enter fills and exit reads. */
    static final String FRAME = "org/jmemtrace/probes/Frame";

    /** Upper bounds of the bytes of bytecode that a probe takes, wide instructions included. */
    private static final int ENTER_BYTES = 10;

    private static final int EXIT_BYTES = 7;
    private static final int HANDLER_BYTES = 10;

    private final MethodVisitor method;
    private final MethodSite site;
    private final boolean frames;
    private final Label start = new Label();
    private int local = -1;
    private int addedBytes;

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

    /** An upper bound of the bytes of bytecode added so far. */
    int addedBytes() {
        return addedBytes;
    }

    void enter(int frameLocal) {
        local = frameLocal;
        if (site.number() <= Short.MAX_VALUE) {
            method.visitIntInsn(Opcodes.SIPUSH, site.number());
        } else {
            method.visitLdcInsn(site.number());
        }
        method.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES, "enter", "(I)L" + FRAME + ";", false);
        method.visitVarInsn(Opcodes.ASTORE, local);
        method.visitLabel(start);
        addedBytes += ENTER_BYTES;
    }

    /** To be called before each return. A throw needs none: what nobody catches reaches the handler. */
    void exit() {
        if (local >= 0) {
            method.visitVarInsn(Opcodes.ALOAD, local);
            method.visitMethodInsn(Opcodes.INVOKESTATIC, PROBES, "exit", "(L" + FRAME + ";)V", false);
            addedBytes += EXIT_BYTES;
        }
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
            addedBytes += HANDLER_BYTES;
        }
    }

    /** What the probes need of the operand stack, above what the method does. */
    static int maxStack(int own) {
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
