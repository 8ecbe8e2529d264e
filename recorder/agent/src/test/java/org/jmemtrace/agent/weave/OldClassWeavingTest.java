// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Class files from before there were stack map frames, which still load: old libraries have them. */
class OldClassWeavingTest {
    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_2, V1_3, V1_4, V1_5, V1_6})
    void method_withoutFrames_runsAsBefore(int version) throws Exception {
        Map<String, byte[]> classes = Generated.ofVersion(version)
                .method("odd", "(I)I", OldClassWeavingTest::throwAndCatch)
                .running("odd", "(I)I", code -> code.visitInsn(ICONST_5));

        assertThat(Woven.of(classes).check()).containsExactly("odd", "run");
    }

    @ParameterizedTest
    @ValueSource(ints = {V1_1, V1_4, V1_5, V1_6})
    void subroutine_usedForFinally_runsAsBefore(int version) throws Exception {
        Map<String, byte[]> classes = Generated.ofVersion(version)
                .method("odd", "(I)I", OldClassWeavingTest::finallyBySubroutine)
                .running("odd", "(I)I", code -> {
                    code.visitInsn(ICONST_0);
                    code.visitMethodInsn(INVOKESTATIC, "Program", "odd", "(I)I", false);
                });

        assertThat(Woven.of(classes).check()).containsExactly("odd", "odd", "run");
    }

    private static void throwAndCatch(MethodVisitor code) {
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        code.visitTryCatchBlock(start, end, handler, "java/lang/ArithmeticException");
        code.visitLabel(start);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(ICONST_0);
        code.visitInsn(IDIV);
        code.visitInsn(IRETURN);
        code.visitLabel(end);
        code.visitLabel(handler);
        code.visitInsn(POP);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IRETURN);
    }

    /** {@code try { n = 10 / n; } catch (any) { n = 20 } finally { n++ }}, the finally in one place as javac 1.3 had it. */
    private static void finallyBySubroutine(MethodVisitor code) {
        Label start = new Label();
        Label end = new Label();
        Label handler = new Label();
        Label last = new Label();
        Label out = new Label();
        code.visitTryCatchBlock(start, end, handler, null);
        code.visitLabel(start);
        code.visitIntInsn(BIPUSH, 10);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IDIV);
        code.visitVarInsn(ISTORE, 0);
        code.visitJumpInsn(JSR, last);
        code.visitLabel(end);
        code.visitJumpInsn(GOTO, out);
        code.visitLabel(handler);
        code.visitVarInsn(ASTORE, 2);
        code.visitIntInsn(BIPUSH, 20);
        code.visitVarInsn(ISTORE, 0);
        code.visitJumpInsn(JSR, last);
        code.visitJumpInsn(GOTO, out);
        code.visitLabel(last);
        code.visitVarInsn(ASTORE, 1);
        code.visitIincInsn(0, 1);
        code.visitVarInsn(RET, 1);
        code.visitLabel(out);
        code.visitVarInsn(ILOAD, 0);
        code.visitInsn(IRETURN);
    }
}
