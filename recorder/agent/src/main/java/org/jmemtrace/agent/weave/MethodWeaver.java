// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AdviceAdapter;

/**
 * Puts the probes into one method: enter at its start (in a constructor: after the call of super or this), exit before
 * each return and for each exception that leaves it.
 */
class MethodWeaver extends AdviceAdapter {
    private static final String PROBES = "org/jmemtrace/probes/Probes";
    private static final String FRAME = "org/jmemtrace/probes/Frame";
    private static final Type FRAME_TYPE = Type.getObjectType(FRAME);

    /** Upper bounds of the bytes of bytecode that a probe takes, wide instructions included. */
    private static final int ENTER_BYTES = 10;

    private static final int EXIT_BYTES = 7;
    private static final int HANDLER_BYTES = 10;

    private final MethodSite site;
    private final boolean frames;
    private final Label start = new Label();
    private int frameLocal = -1;
    private int addedBytes;

    /** @param frames whether the class file has stack map frames */
    MethodWeaver(MethodVisitor next, int access, String name, String descriptor, MethodSite site, boolean frames) {
        super(Opcodes.ASM9, next, access, name, descriptor);
        this.site = site;
        this.frames = frames;
    }

    /** An upper bound of the bytes of bytecode added so far. */
    int addedBytes() {
        return addedBytes;
    }

    @Override
    public void visitLineNumber(int line, Label at) {
        site.line(line);
        super.visitLineNumber(line, at);
    }

    @Override
    protected void onMethodEnter() {
        push(site.number());
        mv.visitMethodInsn(INVOKESTATIC, PROBES, "enter", "(I)L" + FRAME + ";", false);
        frameLocal = newLocal(FRAME_TYPE);
        mv.visitVarInsn(ASTORE, frameLocal);
        mv.visitLabel(start);
        addedBytes += ENTER_BYTES;
    }

    @Override
    protected void onMethodExit(int opcode) {
        if (opcode != ATHROW && frameLocal >= 0) { // a throw that nobody catches reaches the handler below
            mv.visitVarInsn(ALOAD, frameLocal);
            mv.visitMethodInsn(INVOKESTATIC, PROBES, "exit", "(L" + FRAME + ";)V", false);
            addedBytes += EXIT_BYTES;
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (frameLocal >= 0) {
            Label handler = new Label();
            mv.visitTryCatchBlock(start, handler, handler, null);
            mv.visitLabel(handler);
            if (frames) {
                visitHandlerFrame();
            }
            mv.visitInsn(DUP);
            mv.visitVarInsn(ALOAD, frameLocal);
            mv.visitMethodInsn(INVOKESTATIC, PROBES, "exit", "(Ljava/lang/Throwable;L" + FRAME + ";)V", false);
            mv.visitInsn(ATHROW);
            addedBytes += HANDLER_BYTES;
        }
        super.visitMaxs(Math.max(maxStack + 1, 3), maxLocals);
    }

    /**
     * In the handler nothing is known of the method's own variables, which may have held anything at the throw, and
     * nothing needs to be: only ours is used. So no types have to be merged, and no class has to be loaded for it.
     */
    private void visitHandlerFrame() {
        Object[] locals = new Object[frameLocal + 1];
        for (int i = 0; i < frameLocal; i++) {
            locals[i] = Opcodes.TOP;
        }
        locals[frameLocal] = FRAME;
        mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
    }
}
