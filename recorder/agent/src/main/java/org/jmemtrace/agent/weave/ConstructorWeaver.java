// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AdviceAdapter;

/**
 * Puts the probes into a constructor: enter after the call of super or this, before which there is no object that
 * an exception handler could be asked to cope with; exit as in other methods.
 */
final class ConstructorWeaver extends AdviceAdapter {
    private static final Type FRAME_TYPE = Type.getObjectType(ProbeCode.FRAME);

    private final MethodSite site;
    private final ProbeCode probes;

    ConstructorWeaver(
            MethodVisitor next, int access, String name, String descriptor, MethodSite site, ProbeCode probes) {
        super(Opcodes.ASM9, next, access, name, descriptor);
        this.site = site;
        this.probes = probes;
    }

    @Override
    public void visitLineNumber(int line, Label at) {
        site.line(line);
        super.visitLineNumber(line, at);
    }

    @Override
    protected void onMethodEnter() {
        probes.enter(newLocal(FRAME_TYPE));
    }

    @Override
    protected void onMethodExit(int opcode) {
        if (opcode != ATHROW) {
            probes.exit();
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        probes.handle();
        super.visitMaxs(ProbeCode.maxStack(maxStack), maxLocals);
    }
}
