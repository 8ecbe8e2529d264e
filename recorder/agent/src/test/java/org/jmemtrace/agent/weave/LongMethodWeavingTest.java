// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Probes make a method longer: past 8,000 bytes HotSpot would not compile it, past 65,535 no JVM would load it. */
class LongMethodWeavingTest {
    private static final int LONGEST_COMPILED = 8_000;
    private static final int LONGEST = 65_535;

    /** Of a method with one return and one local: enter, exit, handler. */
    private static final int PROBE_BYTES = 17;

    @Test
    void method_staysShortEnoughToCompile_isWoven() throws Exception {
        Woven woven = Woven.of(program(LONGEST_COMPILED - PROBE_BYTES));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isZero();
    }

    @Test
    void method_wouldGetTooLongToCompile_isLeftAlone() throws Exception {
        for (int length : new int[] {LONGEST_COMPILED - PROBE_BYTES + 1, LONGEST_COMPILED}) {
            Woven woven = Woven.of(program(length));

            assertThat(woven.check()).as("of %d bytes", length).containsExactly("run");
            assertThat(woven.skipped()).isOne();
        }
    }

    /** Ours comes behind its own locals, so the instructions that name those stay as short as they are. */
    @Test
    void constructor_ofManyLocals_staysShortEnough() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method(ACC_PUBLIC, "<init>", "()V", code -> {
                    code.visitVarInsn(ALOAD, 0);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    for (int local = 1; local < 4; local++) {
                        code.visitInsn(ICONST_1);
                        code.visitVarInsn(ISTORE, local);
                    }
                    for (int i = 0; i < 3_900; i++) {
                        code.visitVarInsn(ILOAD, 3);
                        code.visitInsn(POP);
                    }
                    code.visitInsn(RETURN);
                })
                .method("odd", "()I", code -> {
                    code.visitTypeInsn(NEW, "Program");
                    code.visitMethodInsn(INVOKESPECIAL, "Program", "<init>", "()V", false);
                    code.visitInsn(ICONST_1);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("<init>", "odd", "run");
        assertThat(woven.skipped()).isZero();
    }

    @Test
    void method_ofManyJumps_isMeasuredAsItIs() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("odd", "(I)I", code -> {
                    Label end = new Label();
                    for (int i = 0; i < 1_900; i++) { // of 4 bytes each
                        code.visitVarInsn(ILOAD, 0);
                        code.visitJumpInsn(IFLT, end);
                    }
                    code.visitLabel(end);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "(I)I", code -> code.visitInsn(ICONST_2)));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isZero();
    }

    @Test
    void method_neverCompiledAnyway_isWoven() throws Exception {
        Woven woven = Woven.of(program(LONGEST - PROBE_BYTES));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST - PROBE_BYTES + 1, LONGEST - 1, LONGEST})
    void method_wouldGetTooLongForAClassFile_isLeftAlone(int length) throws Exception {
        Woven woven = Woven.of(program(length));

        assertThat(woven.check()).containsExactly("run");
        assertThat(woven.skipped()).isOne();
    }

    @Test
    void methods_tooLongSeveralInAClass_areLeftAloneEach() throws Exception {
        Generated generated = Generated.now();
        for (int i = 0; i < 3; i++) {
            generated.method("long" + i, "()I", code -> body(code, LONGEST));
            generated.method("medium" + i, "()I", code -> body(code, LONGEST_COMPILED));
        }
        Woven woven =
                Woven.of(generated.method("odd", "()I", code -> body(code, 10)).running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {32_755, 32_763})
    void jump_acrossProbes_stillReaches(int between) throws Exception {
        Woven woven = Woven.of(jumping(between));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isZero();
    }

    /** A jump that reaches just far enough no longer does when there are probes under it. */
    @ParameterizedTest
    @ValueSource(ints = {32_764, 32_766})
    void jump_acrossProbes_wouldGetTooFar_isLeftAlone(int between) throws Exception {
        Woven woven = Woven.of(jumping(between));

        assertThat(woven.check()).containsExactly("run");
        assertThat(woven.skipped()).isOne();
    }

    private static Map<String, byte[]> jumping(int between) {
        return Generated.now()
                .method("odd", "(I)I", code -> {
                    Label far = new Label();
                    code.visitVarInsn(ILOAD, 0);
                    code.visitJumpInsn(IFNE, far);
                    code.visitInsn(ICONST_0);
                    code.visitInsn(IRETURN);
                    Label near = new Label();
                    code.visitLabel(near);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                    for (int i = 0; i < between - 8; i++) {
                        code.visitInsn(NOP);
                    }
                    code.visitIincInsn(0, 1);
                    code.visitLabel(far);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                    code.visitIincInsn(0, -1);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitJumpInsn(IFGT, near);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "(I)I", code -> code.visitInsn(ICONST_1));
    }

    private static Map<String, byte[]> program(int length) {
        return Generated.now().method("odd", "()I", code -> body(code, length)).running("odd", "()I", code -> {});
    }

    private static void body(MethodVisitor code, int length) {
        for (int i = 0; i < length - 2; i++) {
            code.visitInsn(NOP);
        }
        code.visitInsn(ICONST_5);
        code.visitInsn(IRETURN);
    }
}
