// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.*;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the JVM gets back for a class it loads: a woven one, or nothing, which leaves it as it is; never a throw. */
class WeaverTest {
    private static final Map<String, byte[]> PROGRAM =
            Compiled.body("static int[] take() { return new int[9]; } public static Object run() { return take(); }");

    /** A loader of the program's: the test's own stands for the recorder's. */
    private static final ClassLoader LOADER = new ClassLoader(WeaverTest.class.getClassLoader()) {};

    private final Weaver weaver = new Weaver(new SiteNumbers(), new NativeMethods(), () -> {}, () -> {});

    @Test
    void transform_selectedClass_isWovenAndCounted() {
        weaver.select(Selection.of("Program", "", false, Granularity.CALL));

        assertThat(transform(file())).isNotNull().isNotEqualTo(file());
        assertThat(weaver.wovenClasses()).isOne();
        assertThat(weaver.wovenMethods()).isEqualTo(2);
        assertThat(weaver.failedClasses()).isZero();
        assertThat(weaver.firstFailure()).isNull();
    }

    @Test
    void transform_otherClass_isLeftAndNotCounted() {
        weaver.select(Selection.of("Other", "", false, Granularity.CALL));

        assertThat(transform(file())).isNull();
        assertThat(transform(null, "Program", file())).isNull();
        assertThat(transform(LOADER, null, file())).isNull();
        assertThat(weaver.wovenClasses()).isZero();
        assertThat(weaver.failedClasses()).isZero();
    }

    @Test
    void transform_twice_givesTheSameNumbers() {
        weaver.select(Selection.of("**", "", false, Granularity.CALL));

        assertThat(transform(file())).isEqualTo(transform(file()));
    }

    @Test
    void transform_classNothingToWeave_isLeftAndNotCounted() {
        weaver.select(Selection.of("**", "", false, Granularity.CALL));
        byte[] quiet = Compiled.program(Compiled.source(17, "interface Program { int ANSWER = 42; int ask(); }"));

        assertThat(transform(quiet)).isNull();
        assertThat(weaver.wovenClasses()).isZero();
        assertThat(weaver.failedClasses()).isZero();
    }

    @Test
    void transform_truncatedClass_isLeftAndCounted() {
        weaver.select(Selection.of("**", "", false, Granularity.CALL));
        int failures = 0;

        for (int length = 0; length < file().length; length++) {
            assertThat(transform(Arrays.copyOf(file(), length)))
                    .as("%d bytes", length)
                    .isNull();
            failures++;
        }
        assertThat(weaver.failedClasses()).isEqualTo(failures);
        assertThat(weaver.firstFailure()).startsWith("Program: ");
    }

    /** Whatever ASM makes of them: what comes out is the JVM's to refuse, not ours to throw at. */
    @Test
    void transform_garbledClass_throwsNothing() {
        weaver.select(Selection.of("**", "", true, Granularity.CALL));
        byte[] file = file();

        for (int at = 0; at < file.length; at++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
                byte[] garbled = file.clone();
                garbled[at] = (byte) value;
                transform(garbled);
            }
        }
        assertThat(weaver.failedClasses()).isPositive();
    }

    /** Of a version alone we think no evil: what a new one brings is told by its constants and instructions. */
    @Test
    void transform_classWithConstantsFromTheFuture_isLeftAndCounted() {
        weaver.select(Selection.of("**", "", false, Granularity.CALL));
        byte[] future = file();
        future[10] = 99; // the kind of the first constant

        assertThat(transform(future)).isNull();
        assertThat(weaver.failedClasses()).isOne();
        assertThat(weaver.firstFailure()).startsWith("Program: ").contains("99");
    }

    @Test
    void transform_tooLongMethod_isCountedAsSkipped() {
        weaver.select(Selection.of("**", "", true, Granularity.CALL));
        byte[] longOne = Compiled.program(Generated.now()
                .method("odd", "()I", code -> {
                    for (int i = 0; i < 7_998; i++) {
                        code.visitInsn(NOP);
                    }
                    code.visitInsn(ICONST_0);
                    code.visitInsn(IRETURN);
                })
                .running("odd", "()I", code -> {}));

        assertThat(transform(longOne)).isNotNull();
        assertThat(weaver.wovenMethods()).isOne();
        assertThat(weaver.skippedMethods()).isOne();
        assertThat(weaver.failedClasses()).isZero();
    }

    @Test
    void transform_loaderHidesTheProbes_isLeftAndCounted() {
        weaver.select(Selection.of("**", "", false, Granularity.CALL));
        ClassLoader own = new ClassLoader(null) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("java.")) {
                    return super.loadClass(name, resolve);
                }
                throw new ClassNotFoundException(name);
            }
        };
        ClassLoader failing = new ClassLoader(null) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) {
                throw new IllegalStateException("not now");
            }
        };

        assertThat(transform(own, "Program", file())).isNull();
        assertThat(transform(failing, "Program", file())).isNull();
        assertThat(weaver.wovenClasses()).isZero();
        assertThat(weaver.failedClasses()).isEqualTo(2);
    }

    private static byte[] file() {
        return Compiled.program(PROGRAM).clone();
    }

    private byte @Nullable [] transform(byte[] file) {
        return transform(LOADER, "Program", file);
    }

    private byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String name, byte[] file) {
        return weaver.transform(loader, name, null, null, file);
    }
}
