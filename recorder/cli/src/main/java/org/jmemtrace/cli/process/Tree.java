// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which of all processes are the root and its descendants. A process whose parent has ended belongs to init from then
 * on: it is known again by its pid and start, and if it was never seen before, by a mark that it has inherited.
 */
final class Tree {
    /** A member and how many generations it is below the root. */
    record Member(Stat stat, int depth) {}

    private final long root;
    private final boolean withDescendants;
    private final Function<Stat, Optional<Boolean>> marked;
    private Optional<Stat.Identity> rootIdentity = Optional.empty();
    private Set<Stat.Identity> known = new HashSet<>();
    private Set<Stat.Identity> strangers = new HashSet<>();

    /**
     * @param marked whether a process that no member started is one of ours all the same; asked once for each, but again
     *     while it is empty, as for one that is just about to run another program
     */
    Tree(long root, boolean withDescendants, Function<Stat, Optional<Boolean>> marked) {
        this.root = root;
        this.withDescendants = withDescendants;
        this.marked = marked;
    }

    /** The members among all processes there are, parents before their children; empty once the root has ended. */
    List<Member> among(List<Stat> all) {
        Optional<Stat> first =
                all.stream().filter(stat -> stat.pid() == root && isRoot(stat)).findFirst();
        if (first.isEmpty()) {
            return List.of();
        }
        rootIdentity = Optional.of(first.get().identity());
        List<Member> members = new ArrayList<>();
        if (withDescendants) {
            addAll(all, first.get(), members);
        } else {
            members.add(new Member(first.get(), 0));
        }
        return members;
    }

    private boolean isRoot(Stat stat) {
        return !stat.isDead() && (rootIdentity.isEmpty() || rootIdentity.get().equals(stat.identity()));
    }

    private void addAll(List<Stat> all, Stat first, List<Member> members) {
        Map<Long, List<Stat>> children = new HashMap<>();
        all.forEach(stat ->
                children.computeIfAbsent(stat.ppid(), pid -> new ArrayList<>()).add(stat));
        Set<Stat.Identity> seen = new HashSet<>();
        addFamily(new Member(first, 0), children, members, seen);
        for (Stat stat : all) {
            if (!seen.contains(stat.identity()) && known.contains(stat.identity())) {
                addFamily(new Member(stat, 1), children, members, seen);
            }
        }
        Set<Stat.Identity> others = new HashSet<>();
        for (Stat stat : all) {
            if (seen.contains(stat.identity()) || stat.startTicks() < first.startTicks()) {
                continue;
            }
            Optional<Boolean> ours = strangers.contains(stat.identity()) ? Optional.of(false) : marked.apply(stat);
            if (ours.orElse(false)) {
                addFamily(new Member(stat, 1), children, members, seen);
            } else if (ours.isPresent()) {
                others.add(stat.identity());
            }
        }
        known = seen;
        strangers = others;
    }

    /** Depth first, so that children come behind their parent; the oldest first. */
    private static void addFamily(
            Member head, Map<Long, List<Stat>> children, List<Member> members, Set<Stat.Identity> seen) {
        List<Member> open = new ArrayList<>(List.of(head));
        while (!open.isEmpty()) {
            Member member = open.remove(open.size() - 1);
            if (seen.add(member.stat().identity())) {
                members.add(member);
                List<Stat> own = children.getOrDefault(member.stat().pid(), List.of());
                for (int i = own.size() - 1; i >= 0; i--) {
                    open.add(new Member(own.get(i), member.depth() + 1));
                }
            }
        }
    }
}
