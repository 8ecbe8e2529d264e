// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jmemtrace.agent.counter.ThreadCounters;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.ToolMemory;
import org.jmemtrace.probes.CallTree;
import org.jmemtrace.probes.Threads;

/** Says what the recorder itself holds in the process, as near as it can be known without walking the heap. */
final class ToolMemoryWriter {
    /** The table of a node's children: most have one or two. */
    private static final long CHILDREN_BYTES = 32;

    /** A site with its key; its strings are a class name, a method name and a descriptor. */
    private static final long SITE_BYTES = 400;

    private final Instrumentation instrumentation;
    private final SiteNumbers sites;
    private final ThreadCounters counters;

    ToolMemoryWriter(Instrumentation instrumentation, SiteNumbers sites, ThreadCounters counters) {
        this.instrumentation = instrumentation;
        this.sites = sites;
        this.counters = counters;
    }

    void write() {
        List<CallTree> trees = Threads.trees();
        if (!trees.isEmpty()) {
            long nodeBytes = instrumentation.getObjectSize(trees.get(0).node(0)) + CHILDREN_BYTES;
            write("call trees (heap)", CallTree.nodeCount() * nodeBytes);
        }
        write("dictionary of methods (heap)", sites.limit() * SITE_BYTES);
        write("perf rings (native)", counters.mappedBytes());
    }

    private static void write(String kind, long bytes) {
        ToolMemory event = new ToolMemory();
        event.kind = kind;
        event.bytes = bytes;
        event.commit();
    }
}
