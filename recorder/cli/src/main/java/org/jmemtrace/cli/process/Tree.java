// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A process and its descendants. A descendant whose parent has ended belongs to init from then on; it is still one of
 * ours, and is known again by its pid and start.
 */
final class Tree {
    /** A member and how many generations it is below the root. */
    record Member(Stat stat, int depth) {}

    private final long root;
    private final boolean withDescendants;
    private Map<Long, Long> known = new HashMap<>();

    Tree(long root, boolean withDescendants) {
        this.root = root;
        this.withDescendants = withDescendants;
    }

    /** The members among all processes there are, parents before their children. */
    List<Member> among(List<Stat> all) {
        Map<Long, List<Stat>> children = new HashMap<>();
        all.forEach(stat ->
                children.computeIfAbsent(stat.ppid(), pid -> new ArrayList<>()).add(stat));
        List<Member> members = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (Stat stat : all) {
            Long start = known.get(stat.pid());
            boolean first = known.isEmpty();
            if (stat.pid() == root && (first || (start != null && start == stat.startTicks()))) {
                add(new Member(stat, 0), children, members, seen);
            }
        }
        if (withDescendants) {
            for (Stat stat : all) {
                Long start = known.get(stat.pid());
                if (start != null && start == stat.startTicks() && !seen.contains(stat.pid())) {
                    add(new Member(stat, 1), children, members, seen);
                }
            }
        }
        Map<Long, Long> now = new HashMap<>();
        members.forEach(member -> now.put(member.stat().pid(), member.stat().startTicks()));
        if (!now.isEmpty()) {
            known = now;
        }
        return members;
    }

    private void add(Member first, Map<Long, List<Stat>> children, List<Member> members, Set<Long> seen) {
        List<Member> open = new ArrayList<>(List.of(first));
        while (!open.isEmpty()) {
            Member member = open.remove(open.size() - 1);
            if (!seen.add(member.stat().pid())) {
                continue;
            }
            members.add(member);
            if (withDescendants) {
                children.getOrDefault(member.stat().pid(), List.of())
                        .forEach(child -> open.add(new Member(child, member.depth() + 1)));
            }
        }
    }
}
