// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangesTest {
    private static Range code(long start, long end) {
        return new Range(start, end, Part.CODE);
    }

    private static Range jvm(long start, long end) {
        return new Range(start, end, Part.JVM);
    }

    @Test
    void fill_overlapping_firstListWins() {
        assertThat(Ranges.fill(
                        List.of(code(5, 10), code(20, 40), code(90, 95)),
                        List.of(jvm(0, 30), jvm(35, 50), jvm(60, 70))))
                .containsExactly(
                        jvm(0, 5), code(5, 10), jvm(10, 20), code(20, 40), jvm(40, 50), jvm(60, 70), code(90, 95));
    }

    @Test
    void fill_nothing_isTheOtherList() {
        assertThat(Ranges.fill(List.of(), List.of(jvm(1, 2)))).containsExactly(jvm(1, 2));
        assertThat(Ranges.fill(List.of(code(1, 2)), List.of())).containsExactly(code(1, 2));
    }
}
