// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlinedLinesTest {
    private static final String MAP = """
            SMAP
            Shop.kt
            Kotlin
            *S Kotlin
            *F
            + 1 Shop.kt
            com/acme/ShopKt
            + 2 _Collections.kt
            kotlin/collections/CollectionsKt
            *L
            1#1,57:1
            11#1:59
            1557#2:60
            1628#2,3:61
            *S KotlinDebug
            *F
            + 1 Shop.kt
            com/acme/ShopKt
            *L
            32#1:59
            39#1:60,4
            44#1,2:70,3
            *E
            """;

    @Test
    void lineOf_copiedCode_isTheLineItWasCopiedTo() {
        InlinedLines lines = InlinedLines.parse(MAP);

        assertThat(lines.lineOf(12)).isEqualTo(12);
        assertThat(lines.lineOf(58)).isEqualTo(58);
        assertThat(lines.lineOf(59)).isEqualTo(32);
        assertThat(lines.lineOf(60)).isEqualTo(39);
        assertThat(lines.lineOf(63)).isEqualTo(39);
        assertThat(lines.lineOf(64)).isEqualTo(64);
        assertThat(lines.lineOf(72)).isEqualTo(44);
        assertThat(lines.lineOf(73)).isEqualTo(45);
        assertThat(lines.lineOf(76)).isEqualTo(76);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SMAP\nJsp.jsp\nJSP\n*S JSP\n*F\n+ 1 a\n*L\n5#1:59\n*E\n",
                "*S KotlinDebug",
                "*S KotlinDebug\n*L\nnonsense\n1:\n99999999999999:59\n:59,0\n"
            })
    void lineOf_noMapOrOneThatSaysNothing_isTheNumber(String map) {
        assertThat(InlinedLines.parse(map).lineOf(59)).isEqualTo(59);
    }
}
