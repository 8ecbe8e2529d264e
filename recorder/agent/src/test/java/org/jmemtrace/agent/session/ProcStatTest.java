// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {
    private static final String REST =
            " S 41 42 42 34816 42 4194560 81234 555 77 3 1042 218 9 4 20 0 23 0 8123456 4123456789 20000"
                    + " 18446744073709551615 1 1 0 0 0 0 0 4096 16800975 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0";

    @Test
    void parse_line_hasItsFigures() {
        assertThat(ProcStat.parse("42 (java)" + REST))
                .isEqualTo(new ProcStat("java", "S", 41, 81234, 77, 1042, 218, 23, 8123456));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", ") (", "x) S 1 (y", "(((", ")))", "C2 CompilerThre", "\n", "é\u202e"})
    void parse_oddName_isTakenWhole(String name) {
        ProcStat stat = ProcStat.parse("42 (" + name + ")" + REST + "\n");

        assertThat(stat.name()).isEqualTo(name);
        assertThat(stat.ppid()).isEqualTo(41);
        assertThat(stat.threads()).isEqualTo(23);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "42",
                "42 (java)",
                "42 (java) S 41 42",
                ")(",
                "42 java S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18"
            })
    void parse_noSuchLine_isRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> ProcStat.parse(line));
    }

    @Test
    void parse_figureIsNoNumber_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcStat.parse(("42 (java)" + REST).replace("81234", "many")));
    }
}
