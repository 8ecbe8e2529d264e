// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import org.jmemtrace.agent.counter.ThreadCounters;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.ToolMemory;
import org.jmemtrace.probes.CallTree;
import org.jmemtrace.probes.Threads;

/** Says what the recorder itself holds in the process, as near as it can be known without walking the heap. */
final class ToolMemoryWriter {
    /** A site with its key; its strings are a class name, a method name and a descriptor. */
    private static final long SITE_BYTES = 400;

    private final SiteNumbers sites;

    ToolMemoryWriter(SiteNumbers sites) {
        this.sites = sites;
    }

    void write(ThreadCounters counters) {
        write(
                "call trees (heap)",
                Threads.trees().stream().mapToLong(CallTree::heapBytes).sum());
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
