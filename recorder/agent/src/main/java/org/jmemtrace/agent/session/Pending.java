// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.IdentityHashMap;
import java.util.List;
import org.jmemtrace.agent.counter.ThreadCounters;
import org.jmemtrace.probes.Node;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;

/** What running threads allocated since their last probe, by the node that is current on each. */
record Pending(IdentityHashMap<Node, Long> bytes) {
    /** Asks the JVM for the counters of all traced threads; that of the calling one is up to date. */
    static Pending now() {
        IdentityHashMap<Node, Long> bytes = new IdentityHashMap<>();
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
                    bytes.merge(thread.currentNode(), counted[i] - booked[i], Long::sum);
                }
            }
        }
        return new Pending(bytes);
    }

    long bytesOf(Node node) {
        return bytes.isEmpty() ? 0 : bytes.getOrDefault(node, 0L);
    }
}
