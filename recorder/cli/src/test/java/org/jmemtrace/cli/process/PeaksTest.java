// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeaksTest {
    @Test
    void lines_tree_namesItsPeakAndTheLargest() {
        Peaks peaks = new Peaks(true);
        peaks.add(new Samples()
                .process(1, 0, "sh", "", "S", 2, 1)
                .process(2, 1, "cc", "", "R", 80, 1)
                .at(0));
        peaks.add(new Samples()
                .process(1, 0, "sh", "", "S", 2, 1)
                .process(3, 1, "ld", "", "R", 60, 1)
                .at(1));

        assertThat(peaks.lines())
                .containsExactly(
                        "2 samples in 1.0 s, peak PSS 41.0 MiB at 0.0 s, 3 processes",
                        "largest: cc (2) 40.0, ld (3) 30.0, sh (1) 1.0");
    }

    @Test
    void lines_oneProcess_areOne() {
        Peaks peaks = new Peaks(false);
        peaks.add(new Samples().process(1, 0, "sh", "", "S", 2, 1).at(0));

        assertThat(peaks.lines()).containsExactly("1 sample in 0.0 s, peak RSS 2.0 MiB at 0.0 s");
    }

    @Test
    void add_processesWithoutEnd_keepsTheLargest() {
        Peaks peaks = new Peaks(true);
        for (int i = 1; i <= 5_000; i++) {
            peaks.add(new Samples()
                    .process(i, 0, "p", "", "S", i == 17 ? 900 : 2, 1)
                    .at(i));
        }

        assertThat(peaks.lines().get(0)).endsWith(", 5000 processes");
        assertThat(peaks.lines().get(1)).startsWith("largest: p (17) 450.0");
    }

    @Test
    void mark_ofTwoThatRunEachOther_isKnownToBoth() {
        Map<String, String> environment = new TreeMap<>(Map.of("A", "b"));
        TreeMark outer = TreeMark.in(environment);
        String between = environment.get(TreeMark.VARIABLE);
        TreeMark inner = TreeMark.in(environment);

        String text = "A=b\0" + TreeMark.VARIABLE + "=" + environment.get(TreeMark.VARIABLE) + "\0";
        assertThat(outer.isIn(text)).isTrue();
        assertThat(inner.isIn(text)).isTrue();
        assertThat(inner.isIn(TreeMark.VARIABLE + "=" + between)).isFalse();
    }

    @Test
    void budget_spent_isRefilledByTime() {
        long second = 1_000_000_000;
        Budget budget = new Budget(0);
        assertThat(budget.allows(0)).isTrue();
        budget.spend(50_000_000); // 30 ms were saved up
        assertThat(budget.allows(second / 2)).isFalse();
        assertThat(budget.allows(second * 11 / 10)).as("2 % of 1.1 s are 22 ms").isTrue();
    }
}
