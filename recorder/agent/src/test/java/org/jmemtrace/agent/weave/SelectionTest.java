// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    /** A loader of the program's: the test's own stands for the recorder's. */
    private static final ClassLoader PROGRAM = new ClassLoader(SelectionTest.class.getClassLoader()) {};

    private static final Selection ALL = Selection.of("**", "", false, Granularity.CALL);

    @Test
    void contains_includedAndNotExcluded_isTrue() {
        Selection selection = Selection.of("com.acme.**;org.other.Main", "com.acme.gen.**", false, Granularity.CALL);

        assertThat(selection.contains(PROGRAM, "com.acme.Cart")).isTrue();
        assertThat(selection.contains(PROGRAM, "org.other.Main$1")).isTrue();
        assertThat(selection.contains(PROGRAM, "com.acme.gen.Parser")).isFalse();
        assertThat(selection.contains(PROGRAM, "org.other.Helper")).isFalse();
    }

    @Test
    void none_always_containsNothing() {
        assertThat(Selection.none().contains(PROGRAM, "com.acme.Cart")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.List",
                "javax.swing.JFrame",
                "jdk.internal.Thing",
                "sun.misc.Unsafe",
                "com.sun.proxy.$Proxy1",
                "org.jmemtrace.probes.Probes",
                "org.jmemtrace.agent.Agent",
                "org.jmemtrace.agent.weave.Weaver",
                "org.jmemtrace.events.CallRss",
                "org.jmemtrace.jna.Logger"
            })
    void contains_theJdkOrOurselves_isFalse(String className) {
        assertThat(ALL.contains(PROGRAM, className)).isFalse();
        assertThat(Selection.of(className, "", true, Granularity.CALL).contains(PROGRAM, className))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javafx.scene.Node",
                "javassist.ClassPool",
                "jdkless.Main",
                "sunny.Day",
                "com.sunny.Day",
                "org.jmemtrace.demo.Leak",
                "Main"
            })
    void contains_namesThatOnlyLookLikeIt_isTrue(String className) {
        assertThat(ALL.contains(PROGRAM, className)).isTrue();
    }

    @Test
    void contains_classesOfTheJvmsOwnLoaders_isFalse() {
        assertThat(ALL.contains(null, "com.acme.Cart")).isFalse();
        assertThat(ALL.contains(ClassLoader.getPlatformClassLoader(), "com.acme.Cart"))
                .isFalse();
        assertThat(ALL.contains(Selection.class.getClassLoader(), "com.acme.Cart"))
                .isFalse();
    }
}
