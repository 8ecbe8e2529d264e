// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.IdentityHashMap;
import java.util.List;
import org.jmemtrace.agent.counter.ThreadCounters;
import org.jmemtrace.probes.CallTree;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;

/** What running threads allocated since their last probe, which belongs to the node that is current on each. */
record Pending(IdentityHashMap<CallTree, Charge> charges) {
    /** Bytes of one node. */
    private record Charge(int node, long bytes) {}

    /** Asks the JVM for the counters of all traced threads; that of the calling one is up to date. */
    static Pending now() {
        IdentityHashMap<CallTree, Charge> charges = new IdentityHashMap<>();
        List<TracedThread> threads = Threads.live();
        threads.removeIf(thread -> thread.thread() == Thread.currentThread());
        if (!threads.isEmpty()) {
            long[] booked =
                    threads.stream().mapToLong(TracedThread::bookedBytes).toArray();
            long[] counted = ThreadCounters.allocatedBytes(
                    threads.stream().mapToLong(TracedThread::javaThreadId).toArray());
            for (int i = 0; i < booked.length; i++) {
                TracedThread thread = threads.get(i);
                boolean stood = thread.bookedBytes() == booked[i];
                if (stood && counted[i] > booked[i]) {
                    charges.put(thread.tree(), new Charge(thread.currentNode(), counted[i] - booked[i]));
                }
            }
        }
        return new Pending(charges);
    }

    long bytesOf(CallTree tree, int node) {
        Charge charge = charges.get(tree);
        return charge != null && charge.node() == node ? charge.bytes() : 0;
    }
}
