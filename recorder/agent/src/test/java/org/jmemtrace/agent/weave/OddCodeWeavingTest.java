// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Code that is right by the book and that javac never makes; obfuscators and other languages do. */
class OddCodeWeavingTest {
    private static final int MOST_SLOTS = 65_535;

    @Test
    void parameter_overwrittenWithOtherTypes_runsAsBefore() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("odd", "(IJ)I", code -> {
                    Label handler = new Label();
                    Label start = new Label();
                    Label end = new Label();
                    code.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
                    code.visitLdcInsn("text");
                    code.visitVarInsn(ASTORE, 0); // was an int
                    code.visitInsn(DCONST_1);
                    code.visitVarInsn(DSTORE, 1); // was a long
                    code.visitLabel(start);
                    code.visitLdcInsn("x");
                    code.visitMethodInsn(INVOKESTATIC, "java/lang/Integer", "parseInt", "(Ljava/lang/String;)I", false);
                    code.visitInsn(IRETURN);
                    code.visitLabel(end);
                    code.visitLabel(handler);
                    code.visitFrame(F_NEW, 2, new Object[] {"java/lang/String", DOUBLE}, 1, new Object[] {
                        "java/lang/RuntimeException"
                    });
                    code.visitVarInsn(ASTORE, 1); // cuts the double in two
                    code.visitVarInsn(ALOAD, 0);
                    code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
                    code.visitVarInsn(ISTORE, 2);
                    code.visitVarInsn(ILOAD, 2);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "(IJ)I", code -> {
                    code.visitInsn(ICONST_1);
                    code.visitInsn(LCONST_1);
                }));

        assertThat(woven.check()).containsExactly("odd", "run");
    }

    @Test
    void frames_withHolesAndWideLocals_runAsBefore() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("odd", "(JI)I", code -> {
                    Label loop = new Label();
                    Label end = new Label();
                    Object[] locals = {LONG, INTEGER, TOP, TOP, DOUBLE, TOP, INTEGER};
                    code.visitInsn(DCONST_1);
                    code.visitVarInsn(DSTORE, 5);
                    code.visitInsn(ICONST_0);
                    code.visitVarInsn(ISTORE, 8);
                    code.visitLabel(loop);
                    code.visitFrame(F_NEW, locals.length, locals, 0, new Object[0]);
                    code.visitVarInsn(ILOAD, 8);
                    code.visitVarInsn(ILOAD, 2);
                    code.visitJumpInsn(IF_ICMPGE, end);
                    code.visitInsn(LCONST_1);
                    code.visitVarInsn(LSTORE, 3);
                    code.visitIincInsn(8, 1);
                    code.visitJumpInsn(GOTO, loop);
                    code.visitLabel(end);
                    code.visitFrame(F_NEW, locals.length, locals, 0, new Object[0]);
                    code.visitVarInsn(ILOAD, 8);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "(JI)I", code -> {
                    code.visitInsn(LCONST_1);
                    code.visitInsn(ICONST_5);
                }));

        assertThat(woven.check()).containsExactly("odd", "run");
    }

    @Test
    void return_withMoreOnTheStack_runsAsBefore() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("odd", "()I", code -> {
                    for (int i = 0; i < 20; i++) {
                        code.visitInsn(LCONST_1);
                    }
                    code.visitIntInsn(BIPUSH, 9);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("odd", "run");
    }

    @Test
    void method_beginningWithALoopOrAnObject_runsAsBefore() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("loop", "(I)I", code -> {
                    Label first = new Label();
                    Label end = new Label();
                    code.visitLabel(first);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitIntInsn(BIPUSH, 10);
                    code.visitJumpInsn(IF_ICMPGE, end);
                    code.visitIincInsn(0, 3);
                    code.visitJumpInsn(GOTO, first);
                    code.visitLabel(end);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitInsn(IRETURN);
                })
                .method("odd", "(I)I", code -> {
                    Label made = new Label();
                    Label other = new Label();
                    Label join = new Label();
                    Object[] half = {made, made};
                    code.visitLabel(made);
                    code.visitTypeInsn(NEW, "java/lang/Integer");
                    code.visitInsn(DUP);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitJumpInsn(IFEQ, other);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitMethodInsn(INVOKESTATIC, "Program", "loop", "(I)I", false);
                    code.visitJumpInsn(GOTO, join);
                    code.visitLabel(other);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 2, half);
                    code.visitInsn(ICONST_1);
                    code.visitLabel(join);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 3, new Object[] {made, made, INTEGER});
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Integer", "<init>", "(I)V", false);
                    code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Integer", "intValue", "()I", false);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "(I)I", code -> code.visitInsn(ICONST_2)));

        assertThat(woven.check()).containsExactly("loop", "odd", "run");
    }

    @Test
    void method_withoutReturn_isLeftByItsException() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("forever", "(I)V", code -> {
                    Label first = new Label();
                    code.visitLabel(first);
                    code.visitFrame(F_NEW, 1, new Object[] {INTEGER}, 0, new Object[0]);
                    code.visitIincInsn(0, -1);
                    code.visitIntInsn(BIPUSH, 100);
                    code.visitVarInsn(ILOAD, 0);
                    code.visitInsn(IDIV);
                    code.visitInsn(POP);
                    code.visitJumpInsn(GOTO, first);
                })
                .method("odd", "()I", code -> {
                    Label start = new Label();
                    Label handler = new Label();
                    code.visitTryCatchBlock(start, handler, handler, null);
                    code.visitLabel(start);
                    code.visitInsn(ICONST_5);
                    code.visitMethodInsn(INVOKESTATIC, "Program", "forever", "(I)V", false);
                    code.visitInsn(ICONST_0);
                    code.visitInsn(IRETURN);
                    code.visitLabel(handler);
                    code.visitFrame(F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
                    code.visitInsn(POP);
                    code.visitInsn(ICONST_1);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("forever!ArithmeticException", "odd", "run");
    }

    @Test
    void method_of255Arguments_runsAsBefore() throws Exception {
        String descriptor = "(" + "J".repeat(127) + "I)I";
        Woven woven = Woven.of(Generated.now()
                .method("odd", descriptor, code -> {
                    code.visitVarInsn(ILOAD, 254);
                    code.visitVarInsn(ISTORE, 255); // from here on, locals need wide instructions
                    code.visitIincInsn(255, 1000);
                    code.visitVarInsn(ILOAD, 255);
                    code.visitInsn(IRETURN);
                })
                .running("odd", descriptor, code -> {
                    for (int i = 0; i < 127; i++) {
                        code.visitInsn(LCONST_0);
                    }
                    code.visitInsn(ICONST_4);
                }));

        assertThat(woven.check()).containsExactly("odd", "run");
    }

    @Test
    void method_ofAlmostTheMostLocals_runsAsBefore() throws Exception {
        Woven woven = Woven.of(withLocals(MOST_SLOTS - 1));

        // ASM has no room to check as many locals; the JVM has.
        assertThat(woven.runAsBefore()).containsExactly("odd", "run");
    }

    @Test
    void method_ofTheMostLocals_isLeftAlone() throws Exception {
        Woven woven = Woven.of(withLocals(MOST_SLOTS));

        assertThat(woven.runAsBefore()).containsExactly("run");
        assertThat(woven.skipped()).isOne();
    }

    private static Map<String, byte[]> withLocals(int count) {
        return Generated.now()
                .method("odd", "()I", code -> {
                    code.visitInsn(ICONST_4);
                    code.visitVarInsn(ISTORE, count - 1);
                    code.visitInsn(LCONST_1);
                    code.visitVarInsn(LSTORE, count - 3);
                    code.visitIincInsn(count - 1, -300);
                    code.visitVarInsn(ILOAD, count - 1);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {});
    }

    @Test
    void method_ofTheHighestStack_isLeftAlone() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method("odd", "()I", code -> {
                    for (int i = 0; i < MOST_SLOTS / 2; i++) {
                        code.visitInsn(LCONST_1);
                    }
                    code.visitInsn(ICONST_3);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {}));

        // ASM has no room to check as high a stack; the JVM has.
        assertThat(woven.runAsBefore()).containsExactly("run");
        assertThat(woven.skipped()).isOne();
    }

    @Test
    void constructor_withTwoCallsOfSuper_isLeftAlone() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method(ACC_PUBLIC, "<init>", "(I)V", code -> {
                    Label other = new Label();
                    code.visitVarInsn(ILOAD, 1);
                    code.visitJumpInsn(IFEQ, other);
                    code.visitVarInsn(ALOAD, 0);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    code.visitInsn(RETURN);
                    code.visitLabel(other);
                    code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, new Object[0]);
                    code.visitVarInsn(ALOAD, 0);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    code.visitInsn(RETURN);
                })
                .method("odd", "()I", OddCodeWeavingTest::makeTwo)
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isOne();
    }

    @Test
    void constructor_whoseEndLiesBeforeItsBeginning_isLeftAlone() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method(ACC_PUBLIC, "<init>", "(I)V", code -> {
                    Label begin = new Label();
                    Label end = new Label();
                    code.visitJumpInsn(GOTO, begin);
                    code.visitLabel(end);
                    code.visitFrame(F_NEW, 2, new Object[] {"Program", INTEGER}, 0, new Object[0]);
                    code.visitInsn(RETURN);
                    code.visitLabel(begin);
                    code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, new Object[0]);
                    code.visitVarInsn(ALOAD, 0);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    code.visitJumpInsn(GOTO, end);
                })
                .method("odd", "()I", OddCodeWeavingTest::makeTwo)
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isOne();
    }

    @Test
    void constructor_withCodeForNoObjectAtItsEnd_isLeftAlone() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method(ACC_PUBLIC, "<init>", "(I)V", code -> {
                    Label refuse = new Label();
                    code.visitVarInsn(ILOAD, 1);
                    code.visitJumpInsn(IFLT, refuse);
                    code.visitVarInsn(ALOAD, 0);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    code.visitInsn(RETURN);
                    code.visitLabel(refuse);
                    code.visitFrame(F_NEW, 2, new Object[] {UNINITIALIZED_THIS, INTEGER}, 0, new Object[0]);
                    code.visitInsn(ACONST_NULL);
                    code.visitInsn(ATHROW);
                })
                .method("odd", "()I", OddCodeWeavingTest::makeTwo)
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("odd", "run");
        assertThat(woven.skipped()).isOne();
    }

    @Test
    void constructor_thatNeverReturns_runsAsBefore() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method(ACC_PUBLIC, "<init>", "()V", code -> {
                    code.visitInsn(ACONST_NULL);
                    code.visitInsn(ATHROW);
                })
                .method("odd", "()I", code -> {
                    code.visitIntInsn(BIPUSH, 12);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("odd", "run");
    }

    @Test
    void constructor_ofManyObjectsBeforeSuper_isEnteredForItsOwn() throws Exception {
        Woven woven = Woven.of(Generated.now()
                .method(ACC_PUBLIC, "<init>", "(I)V", code -> {
                    code.visitVarInsn(ALOAD, 0);
                    code.visitTypeInsn(NEW, "java/lang/Object");
                    code.visitInsn(DUP);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    code.visitInsn(POP);
                    code.visitVarInsn(ALOAD, 0);
                    code.visitInsn(SWAP);
                    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
                    code.visitInsn(POP);
                    code.visitInsn(RETURN);
                })
                .method("odd", "()I", OddCodeWeavingTest::makeTwo)
                .running("odd", "()I", code -> {}));

        assertThat(woven.check()).containsExactly("<init>", "<init>", "<init>", "<init>", "odd", "run");
    }

    @Test
    void names_ofAnyCharacters_areKept() throws Exception {
        Map<String, byte[]> classes = Generated.now()
                .method("a b\u0001\u202e\"é", "()I", OddCodeWeavingTest::five)
                .running("a b\u0001\u202e\"é", "()I", code -> {});

        assertThat(Woven.of(classes).check()).containsExactly("a b\u0001\u202e\"é", "run");
    }

    private static void five(MethodVisitor code) {
        code.visitInsn(ICONST_5);
        code.visitInsn(IRETURN);
    }

    private static void makeTwo(MethodVisitor code) {
        for (int argument = 0; argument < 2; argument++) {
            code.visitTypeInsn(NEW, "Program");
            code.visitInsn(DUP);
            code.visitInsn(ICONST_0 + argument);
            code.visitMethodInsn(INVOKESPECIAL, "Program", "<init>", "(I)V", false);
            code.visitInsn(POP);
        }
        five(code);
    }
}
