// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import org.jmemtrace.junit.MaxAllocated;
import org.jmemtrace.probes.Frame;
import org.jmemtrace.probes.LineCounts;
import org.jmemtrace.probes.Probes;
import org.jmemtrace.probes.TracedThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our own promise: what woven code calls allocates nothing, once it has seen a context. */
class ProbesAllocationTest {
    private final SiteNumbers sites = new SiteNumbers();
    private CallLog log = CallLog.start(sites, new NativeMethods());

    @BeforeEach
    void begin() {
        log.stop();
        log = CallLog.start(sites, new NativeMethods());
        TracedThread.setTriggerBytes(Long.MAX_VALUE);
    }

    @AfterEach
    void end() {
        log.stop();
    }

    @Test
    @MaxAllocated("0B")
    void calls() {
        for (int i = 0; i < 1000; i++) {
            Frame frame = Probes.enter(30);
            Probes.exit(Probes.enter(31));
            Probes.exit(frame);
        }
    }

    @Test
    @MaxAllocated("0B")
    void lines() {
        LineCounts.set(40, 3);
        for (int i = 0; i < 1000; i++) {
            Frame frame = Probes.enterLine(40);
            Probes.line(frame, 2);
            Probes.line(frame, 3);
            Probes.exit(frame);
        }
    }
}
