// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
    @Test
    void parse_nameWithParentheses_keepsIt() {
        assertThat(stat(7, "a) S (b", 1, 5).name()).isEqualTo("a) S (b");
        assertThat(Stat.parse("7 (cut) S 1")).isEmpty();
    }

    @Test
    void among_orphan_isStillAMember() {
        Tree tree = new Tree(10, true);
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "c", 10, 2), stat(12, "g", 11, 3)))
                .containsExactly(10L, 11L, 12L);
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(12, "g", 1, 3))).containsExactly(10L, 12L);
    }

    @Test
    void among_reusedPid_isNoMember() {
        Tree tree = new Tree(10, true);
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "c", 10, 2))).containsExactly(10L, 11L);
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "other", 1, 9))).containsExactly(10L);
        assertThat(pids(tree, stat(10, "other", 1, 9))).isEmpty();
    }

    private static List<Long> pids(Tree tree, Stat... all) {
        return tree.among(List.of(all)).stream()
                .map(member -> member.stat().pid())
                .toList();
    }

    private static Stat stat(long pid, String name, long ppid, long start) {
        String line = pid + " (" + name + ") S " + ppid + " 0 0 0 0 0 1 0 2 0 3 4 0 0 20 0 5 0 " + start + " 0";
        return Stat.parse(line).orElseThrow();
    }
}
