// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jmemtrace.events.CallTotal;
import org.jmemtrace.events.Site;
import org.jmemtrace.probes.CallTree;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;
import org.jspecify.annotations.Nullable;

/** Writes the totals of methods: of calls that have ended, and what those that still run have taken so far. */
final class TotalWriter {
    private final SiteWriter sites;

    /** The sums that were written, by tree and site. */
    private final IdentityHashMap<CallTree, Map<Integer, Long>> written = new IdentityHashMap<>();

    TotalWriter(SiteWriter sites) {
        this.sites = sites;
    }

    /**
     * Writes totals.
     *
     * @param baseline whether they are what the chunk begins with
     * @param worthIt which change since a total was written last makes it worth an event
     */
    void write(boolean baseline, Pending pending, LongPredicate worthIt) {
        written.keySet().retainAll(Set.copyOf(Threads.trees()));
        IdentityHashMap<CallTree, TracedThread> running = new IdentityHashMap<>();
        Threads.live().forEach(thread -> running.put(thread.tree(), thread));
        for (CallTree tree : Threads.trees()) {
            Map<Integer, Long> before = written.computeIfAbsent(tree, t -> new TreeMap<>());
            for (CallTotal event : totals(tree, running.get(tree), pending).values()) {
                long sum = event.allocatedBytes + event.residentBytes;
                if (worthIt.test(sum - before.getOrDefault(event.site, 0L))) {
                    sites.write(event.site);
                    event.baseline = baseline;
                    event.commit();
                    before.put(event.site, sum);
                }
            }
        }
    }

    private static Map<Integer, CallTotal> totals(CallTree tree, @Nullable TracedThread thread, Pending pending) {
        Map<Integer, CallTotal> totals = new TreeMap<>();
        for (int node = 0; node < tree.size(); node++) {
            if (!tree.isHome(node)) {
                continue;
            }
            long allocated = tree.allocatedTotalBytes(node);
            long resident = tree.residentTotalBytes(node);
            if (allocated != 0 || resident != 0) {
                CallTotal event = of(totals, tree, tree.site(node));
                event.allocatedBytes = allocated;
                event.residentBytes = resident;
            }
        }
        if (thread != null) {
            addRunning(totals, tree, thread, pending.bytesOf(tree, thread.currentNode()));
        }
        return totals;
    }

    private static void addRunning(
            Map<Integer, CallTotal> totals, CallTree tree, TracedThread thread, long pendingBytes) {
        BitSet seen = new BitSet();
        for (Frame frame : thread.frames()) {
            int site = frame.site();
            if (site >= Site.FIRST && !seen.get(site)) {
                seen.set(site); // further in are its recursions
                CallTotal event = of(totals, tree, site);
                event.allocatedBytes += frame.allocatedBytes() + pendingBytes;
                event.residentBytes += frame.residentBytes();
            }
            int line = frame.lineSite();
            if (line != 0 && !seen.get(line)) {
                seen.set(line);
                CallTotal event = of(totals, tree, line);
                event.allocatedBytes += frame.lineAllocatedBytes() + pendingBytes;
                event.residentBytes += frame.lineResidentBytes();
            }
        }
    }

    private static CallTotal of(Map<Integer, CallTotal> totals, CallTree tree, int site) {
        return totals.computeIfAbsent(site, s -> {
            CallTotal event = new CallTotal();
            event.root = tree.id(0);
            event.site = s;
            return event;
        });
    }
}
