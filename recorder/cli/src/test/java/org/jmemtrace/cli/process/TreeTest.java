// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeTest {
    private final List<Long> asked = new ArrayList<>();

    @Test
    void among_parentsAndChildren_areDepthFirstAndOldestFirst() {
        Tree tree = tree();

        assertThat(tree
                        .among(List.of(
                                stat(1, "init", 0, 0),
                                stat(10, "r", 1, 1),
                                stat(11, "b", 10, 2),
                                stat(12, "c", 10, 3),
                                stat(13, "d", 11, 4),
                                stat(14, "stranger", 1, 0)))
                        .stream()
                        .map(member -> member.stat().pid() + "@" + member.depth())
                        .toList())
                .containsExactly("10@0", "11@1", "13@2", "12@1");
    }

    @Test
    void among_orphan_isStillAMember() {
        Tree tree = tree();
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "c", 10, 2), stat(12, "g", 11, 3)))
                .containsExactly(10L, 11L, 12L);
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(12, "g", 1, 3))).containsExactly(10L, 12L);
    }

    @Test
    void among_orphanNeverSeenBefore_isKnownByItsMark() {
        Tree tree = tree();
        assertThat(pids(tree, stat(10, "r", 1, 5), stat(13, "marked", 1, 6), stat(14, "c", 13, 7)))
                .containsExactly(10L, 13L, 14L);
    }

    @Test
    void among_stranger_isAskedOnceForItsMarkAndNotAtAllIfOlder() {
        Tree tree = tree();
        for (int i = 0; i < 3; i++) {
            assertThat(pids(tree, stat(8, "older", 1, 4), stat(10, "r", 1, 5), stat(11, "younger", 1, 6)))
                    .containsExactly(10L);
        }
        assertThat(asked).containsExactly(11L);
    }

    @Test
    void among_strangerWithoutAnAnswer_isAskedAgain() {
        Tree tree = tree();
        assertThat(pids(tree, stat(10, "r", 1, 5), stat(11, "untold", 1, 6))).containsExactly(10L);
        assertThat(pids(tree, stat(10, "r", 1, 5), stat(11, "marked", 1, 6))).containsExactly(10L, 11L);
        assertThat(pids(tree, stat(10, "r", 1, 5), stat(11, "untold", 1, 6))).containsExactly(10L, 11L);
        assertThat(asked).containsExactly(11L, 11L);
    }

    @Test
    void among_reusedPid_isNoMember() {
        Tree tree = tree();
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "c", 10, 2))).containsExactly(10L, 11L);
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "other", 1, 9))).containsExactly(10L);
        assertThat(pids(tree, stat(10, "other", 1, 9))).isEmpty();
    }

    @Test
    void among_rootEndedButNotWaitedFor_isEmpty() {
        Tree tree = tree();
        assertThat(pids(tree, stat(10, "r", 1, 1), stat(11, "c", 10, 2))).hasSize(2);
        assertThat(tree.among(List.of(
                        StatTest.parse(line(10, "r", 1, 1).replace(" S ", " Z ").replace(" 20 0 5 ", " 20 0 1 "))
                                .orElseThrow(),
                        stat(11, "c", 1, 2))))
                .isEmpty();
    }

    @Test
    void among_withoutDescendants_isTheRoot() {
        assertThat(pids(new Tree(10, false, stat -> Optional.of(true)), stat(10, "r", 1, 1), stat(11, "c", 10, 2)))
                .containsExactly(10L);
    }

    /** What a damaged or hostile table could say. */
    @Test
    void among_ring_ends() {
        assertThat(pids(tree(), stat(10, "r", 11, 1), stat(11, "c", 10, 2), stat(12, "self", 12, 3)))
                .containsExactly(10L, 11L);
    }

    private Tree tree() {
        return new Tree(10, true, stat -> {
            asked.add(stat.pid());
            return stat.name().equals("untold")
                    ? Optional.empty()
                    : Optional.of(stat.name().equals("marked"));
        });
    }

    private static List<Long> pids(Tree tree, Stat... all) {
        return tree.among(List.of(all)).stream()
                .map(member -> member.stat().pid())
                .toList();
    }

    private static Stat stat(long pid, String name, long ppid, long start) {
        return StatTest.parse(line(pid, name, ppid, start)).orElseThrow();
    }

    private static String line(long pid, String name, long ppid, long start) {
        return pid + " (" + name + ") S " + ppid + " 0 0 0 0 0 1 0 2 0 3 4 0 0 20 0 5 0 " + start
                + " 4096 1 0 0 0 9 0 0 0";
    }
}
