// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.util.Arrays;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AdviceAdapter;

/**
 * Puts the probes into a constructor: enter after the call of super or this, before which there is no object that
 * an exception handler could be asked to cope with; exit as in other methods. Throws {@link IllegalArgumentException} at
 * what compilers of other languages make: a constructor whose code is not in the order in which it runs.
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
        if (probes.local() >= 0) {
            throw new IllegalArgumentException("a constructor that calls super in two places");
        }
        probes.enter(newLocal(FRAME_TYPE));
    }

    @Override
    protected void onMethodExit(int opcode) {
        if (opcode == ATHROW) {
            return;
        }
        if (probes.local() < 0) {
            throw new IllegalArgumentException("a constructor that ends above its call of super");
        }
        probes.exit();
    }

    @Override
    public void visitFrame(int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
        if (probes.local() >= 0 && Arrays.asList(locals).contains(Opcodes.UNINITIALIZED_THIS)) {
            throw new IllegalArgumentException("a constructor with code before super below its call");
        }
        super.visitFrame(type, localCount, locals, stackCount, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        probes.handle();
        super.visitMaxs(ProbeCode.maxStack(maxStack), maxLocals);
    }
}
