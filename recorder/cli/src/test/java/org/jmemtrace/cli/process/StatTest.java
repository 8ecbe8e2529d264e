// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatTest {
    /** As Linux 6.18 writes it, but for the name. */
    private static final String REST = " S 10 7 7 0 -1 4194304 138 96 2 0 3 4 11 12 20 -5 5 0 4103861 2654208 432"
            + " 18446744073709551615 94001 94002 140723 0 0 0 0 0 65538 1 0 0 17 0 0 0 0 0 0 1 2 3 4 5 6 7 0\n";

    @ParameterizedTest
    @ValueSource(strings = {"sh", "", "a) b (c", "a) S (b", ") R 1 1 (", "Web Content", "x\n1 (y) R 2", "\u001b[31mä"})
    void parse_anyName_isKept(String name) {
        Stat stat = parse("7 (" + name + ")" + REST).orElseThrow();

        assertThat(stat).isEqualTo(new Stat(7, name, 'S', 10, 4194304, 138, 2, 3, 4, 5, 4103861, 2654208, 432, 140723));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "7 (", "7 (cut", "7 (cut)", "7 (cut) S", "7 (cut) S 1 2 3", "(no pid) S 1", "x (y) S 1"
            })
    void parse_cutLine_isEmpty(String line) {
        assertThat(parse(line)).isEmpty();
    }

    @Test
    void isDead_zombie_isTrueUnlessThreadsGoOn() {
        assertThat(of(REST.replace(" S ", " Z ").replace(" 20 -5 5 ", " 20 -5 1 "))
                        .isDead())
                .isTrue();
        assertThat(of(REST.replace(" S ", " Z ")).isDead()).isFalse();
        assertThat(of(REST).isDead()).isFalse();
    }

    @Test
    void isEnding_exitingFlag_isTrueUntilItIsAZombie() {
        assertThat(of(REST.replace("4194304", "4194308")).isEnding()).isTrue();
        assertThat(of(REST.replace("4194304", "4194308").replace(" S ", " Z ")).isEnding())
                .isFalse();
        assertThat(of(REST).isEnding()).isFalse();
    }

    private static Stat of(String rest) {
        return parse("7 (sh)" + rest).orElseThrow();
    }

    static Optional<Stat> parse(String line) {
        ProcText text = new ProcText();
        text.set(line.getBytes(UTF_8));
        return Stat.parse(text);
    }
}
