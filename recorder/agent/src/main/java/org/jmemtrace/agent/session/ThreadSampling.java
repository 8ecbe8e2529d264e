// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jmemtrace.events.ThreadSample;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;

/** Samples the page faults of all threads of the process; about 20 us a thread. */
final class ThreadSampling {
    /** At most 0.2 % of the time goes into samples, without those at a chunk's begin and end. */
    private static final long SHARE = 500;

    private static long nextNanos = System.nanoTime();

    private ThreadSampling() {}

    /**
     * Samples unless that was done so short ago that, with so many threads, it would cost too much.
     *
     * @param counting whether threads can have trees
     */
    static synchronized void writeIfDue(boolean counting) {
        long before = System.nanoTime();
        if (before - nextNanos >= 0) {
            write(counting);
            long after = System.nanoTime();
            nextNanos = after + (after - before) * SHARE;
        }
    }

    static synchronized void write(boolean counting) {
        Map<Long, TracedThread> traced = new HashMap<>();
        for (TracedThread thread : counting ? Threads.live() : List.<TracedThread>of()) {
            traced.put(thread.osThreadId(), thread);
        }
        for (String id : ProcFiles.SELF.list("task")) {
            String line = ProcFiles.SELF.read("task/" + id + "/stat");
            if (line.isEmpty()) {
                continue; // ended meanwhile
            }
            ProcStat stat = ProcStat.parse(line);
            ThreadSample event = new ThreadSample();
            event.osThreadId = Long.parseLong(id);
            TracedThread thread = traced.get(event.osThreadId);
            event.javaThreadId = thread == null ? 0 : thread.javaThreadId();
            event.name = thread == null ? stat.name() : thread.thread().getName();
            event.minorFaults = stat.minorFaults();
            event.majorFaults = stat.majorFaults();
            event.commit();
        }
    }
}
