// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobsTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.**, com.acme.Cart",
        "com.acme.**, com.acme.shop.Cart",
        "com.acme.**, com.acme.Cart$Item",
        "com.acme.*, com.acme.Cart",
        "com.acme.*, com.acme.Cart$Item",
        "com.acme.Cart, com.acme.Cart",
        "com.acme.Cart, com.acme.Cart$Item",
        "com.acme.Cart, com.acme.Cart$1$Item",
        "com.acme.C?rt, com.acme.Cart",
        "com.acme.C*t, com.acme.Cart",
        "com.*.Cart, com.acme.Cart",
        "com.**.Cart, com.acme.shop.Cart",
        "**Test, com.acme.CartTest",
        "**, Cart",
        "*, Cart",
        "com.acme.Cart$Item, com.acme.Cart$Item",
        "com.acme.[x](y), com.acme.[x](y)",
        "com.acmé.**, com.acmé.Cart",
    })
    void match_meant_isTrue(String globs, String className) {
        assertThat(Globs.parse(globs).match(className)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.**, com.acmex.Cart",
        "com.acme.**, com.acme",
        "com.acme.**, org.com.acme.Cart",
        "com.acme.*, com.acme.shop.Cart",
        "com.acme.Cart, com.acme.Carts",
        "com.acme.Cart, com.acme.shop.Cart",
        "com.acme.Cart$Item, com.acme.Cart",
        "com.acme.C?rt, com.acme.Crt",
        "com.*.Cart, com.acme.shop.Cart",
        "com.acme.Cart, comXacme.Cart",
        "*, com.acme.Cart",
        "com.acme.(a|b), com.acme.a",
        "'', Cart",
        "' ;, |', Cart",
    })
    void match_notMeant_isFalse(String globs, String className) {
        assertThat(Globs.parse(globs).match(className)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.A;b.B", "a.A,b.B", "a.A|b.B", " a.A  b.B ", "a.A;\n\tb.B;", ";;a.A,;|b.B"})
    void parse_several_matchesEach(String globs) {
        Globs parsed = Globs.parse(globs);

        assertThat(parsed.match("a.A")).isTrue();
        assertThat(parsed.match("b.B")).isTrue();
        assertThat(parsed.match("a.B")).isFalse();
        assertThat(parsed.match("a.A;b.B")).isFalse();
    }

    @Test
    void parse_quoteInPattern_isACharacter() {
        assertThat(Globs.parse("a\\E.*").match("a\\E.B")).isTrue();
        assertThat(Globs.parse("a\\Q**").match("a\\QB")).isTrue();
    }
}
