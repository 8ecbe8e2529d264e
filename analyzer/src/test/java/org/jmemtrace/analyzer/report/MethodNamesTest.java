// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmemtrace.analyzer.attribution.MethodTotals;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.SampleRecording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "()V | ()",
                "(I)V | (int)",
                "(Ljava/lang/String;[[JZ)V | (String,long[][],boolean)",
                "([Lp/Outer$Inner;)V | (Outer$Inner[])",
                "(Lbroken | (Lbroken",
                "([ | ([",
                "'' | ()"
            })
    void parameters_anyDescriptor_areShortNames(String descriptor, String names) {
        assertThat(MethodNames.parameters(descriptor)).isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.Cart.add:57 | 30 | com.acme.Cart.add:57",
                "com.acme.img.ThumbCache.decode:88 | 30 | ...img.ThumbCache.decode:88",
                "com.acme.img.ThumbCache.decode:88 | 20 | ...mbCache.decode:88",
                "com.acme.A.m(String,com.x):1 | 20 | ...m(String,com.x):1"
            })
    void fit_longNames_loseTheirPackageFirst(String name, int width, String fitted) {
        assertThat(MethodNames.fit(name, width)).isEqualTo(fitted).hasSizeLessThanOrEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.Cart.add:5 new byte[] | 42 | com.acme.Cart.add:5 new byte[]",
                "com.acme.img.Cart.decode:88 new byte[] | 34 | ...img.Cart.decode:88 new byte[]",
                "com.acme.Cart.toJson:20 invokedynamic anyMethodAtAll | 40 | ...Cart.toJson:20 invokedynamic an...",
                "com.acme.T.a spaced name:7 | 20 | ...T.a spaced name:7"
            })
    void fit_ofBytecodes_keepsWhereTheyAre(String name, int width, String fitted) {
        assertThat(MethodNames.fit(name, width)).isEqualTo(fitted).hasSizeLessThanOrEqualTo(width);
    }

    @Test
    void of_overloads_haveTheirParameters() {
        Profile profile = new SampleRecording()
                .method(16, "p.A", "add", "(I)V", 5)
                .method(17, "p.A", "add", "(Ljava/lang/String;)V", 9)
                .method(18, "p.A", "get", "(I)I", 0)
                .node(1, 0, 16, 1, 1, 0)
                .node(2, 0, 17, 1, 1, 0)
                .node(3, 0, 18, 1, 1, 0)
                .profile();
        MethodNames names = new MethodNames(profile, /* ascii= */ false);
        assertThat(profile.methods().stream()
                        .map(MethodTotals::key)
                        .filter(key -> key.isMethod())
                        .map(names::of))
                .containsExactly("p.A.add(int):5", "p.A.add(String):9", "p.A.get");
    }
}
