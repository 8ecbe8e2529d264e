// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jmemtrace.analyzer.RecordingFixture;
import org.jmemtrace.events.Site;

/** A thread that makes known calls, and writes its tree, folded or not, as the recorder does. */
final class KnownCalls {
    /** Bytes by method, as they follow from what ran, not from a tree. */
    static final class Truth {
        long calls;
        long allocatedSelf;
        long allocatedTotal;
        long residentTotal;
    }

    private static final class Context {
        final long id;
        final long parent;
        final int site;
        final Map<Integer, Context> callees = new TreeMap<>();
        long calls;
        long allocated;
        long resident;

        Context(long id, long parent, int site) {
            this.id = id;
            this.parent = parent;
            this.site = site;
        }
    }

    private final long root;
    private final boolean folding;
    private final List<Context> contexts = new ArrayList<>();
    private final Deque<Context> stack = new ArrayDeque<>();
    private final Map<Integer, Truth> truth = new TreeMap<>();

    /** Nodes are numbered from the root's number on. */
    KnownCalls(long root, boolean folding) {
        this.root = root;
        this.folding = folding;
        stack.push(make(0, Site.OUTSIDE));
    }

    private Context make(long parent, int site) {
        Context context = new Context(root + contexts.size(), parent, site);
        contexts.add(context);
        return context;
    }

    KnownCalls call(int site) {
        Context caller = stack.element();
        Context callee = caller.callees.get(site);
        if (callee == null) {
            callee = stack.stream()
                    .filter(c -> folding && c.site == site)
                    .findFirst()
                    .orElseGet(() -> make(caller.id, site));
            caller.callees.put(site, callee);
        }
        callee.calls++;
        stack.push(callee);
        truthOf(site).calls++;
        return this;
    }

    KnownCalls end() {
        stack.pop();
        return this;
    }

    /** Allocates and touches so many bytes: they count once for each method on the stack, however often it is there. */
    KnownCalls take(long allocated, long resident) {
        Context current = stack.element();
        current.allocated += allocated;
        current.resident += resident;
        truthOf(current.site).allocatedSelf += allocated;
        for (int site : new HashSet<>(stack.stream().map(c -> c.site).toList())) {
            truthOf(site).allocatedTotal += allocated;
            truthOf(site).residentTotal += resident;
        }
        return this;
    }

    /** Calls back and forth, to a depth of 12, among the methods from 16 on. */
    KnownCalls run(Random random, int methods, int steps) {
        for (int i = 0; i < steps; i++) {
            int next = random.nextInt(3);
            if (next == 0 && stack.size() <= 12) {
                call(Site.FIRST + random.nextInt(methods));
            } else if (next == 1 && stack.size() > 1) {
                end();
            } else {
                take(random.nextInt(1000), 4096L * random.nextInt(2));
            }
        }
        return this;
    }

    Truth truthOf(int site) {
        return truth.computeIfAbsent(site, s -> new Truth());
    }

    KnownCalls writeTree(RecordingFixture to, boolean baseline) {
        contexts.forEach(c -> to.node(c.id, c.parent, c.site, c.calls, c.allocated, c.resident, 100 + root, baseline));
        return this;
    }

    KnownCalls writeTotals(RecordingFixture to, boolean baseline) {
        truth.forEach((site, t) -> {
            if (site >= Site.FIRST) {
                to.total(root, site, t.allocatedTotal, t.residentTotal, baseline);
            }
        });
        return this;
    }
}
