// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts the probes into a method that is no constructor: enter at its start, exit before each return and for each
 * exception that leaves it. The frame is kept in a local variable behind all of the method's own.
 */
final class MethodWeaver extends MethodVisitor {
    private final MethodSite site;
    private final ProbeCode probes;
    private final int ownLocals;

    /** @param ownLocals how many local variables the method has */
    MethodWeaver(MethodVisitor next, MethodSite site, ProbeCode probes, int ownLocals) {
        super(Opcodes.ASM9, next);
        this.site = site;
        this.probes = probes;
        this.ownLocals = ownLocals;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        probes.enter(ownLocals);
    }

    @Override
    public void visitLineNumber(int line, Label at) {
        site.line(line);
        super.visitLineNumber(line, at);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            probes.exit();
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitFrame(int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
        Object[] woven = new Object[ownLocals + 1]; // at most: a long or a double is one entry and two variables
        System.arraycopy(locals, 0, woven, 0, localCount);
        int variables = 0;
        for (int i = 0; i < localCount; i++) {
            variables += locals[i] == Opcodes.LONG || locals[i] == Opcodes.DOUBLE ? 2 : 1;
        }
        int entries = localCount;
        for (; variables < ownLocals; variables++) {
            woven[entries++] = Opcodes.TOP;
        }
        woven[entries++] = ProbeCode.FRAME;
        super.visitFrame(type, entries, woven, stackCount, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        probes.handle();
        super.visitMaxs(ProbeCode.maxStack(maxStack), maxLocals + 1);
    }
}
