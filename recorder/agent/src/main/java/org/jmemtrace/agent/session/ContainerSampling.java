// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.Optional;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.MemoryCgroup;

/** Samples what the container has of the memory that it may take; about 30 us. */
final class ContainerSampling {
    private ContainerSampling() {}

    /** Not looked for before the first sample. */
    private static final class Group {
        static final Optional<MemoryCgroup> TIGHTEST = MemoryCgroup.tightest();
    }

    /** Writes nothing where there is no limit. */
    static void write() {
        Group.TIGHTEST.ifPresent(ContainerSampling::write);
    }

    private static void write(MemoryCgroup group) {
        long limitBytes = group.limitBytes(); // may have been changed
        if (limitBytes == MemoryCgroup.NO_LIMIT) {
            return;
        }
        ContainerMemory event = new ContainerMemory();
        event.limitBytes = limitBytes;
        event.usageBytes = group.usageBytes();
        event.workingSetBytes = group.workingSetBytes();
        event.cgroupVersion = group.version();
        event.commit();
    }
}
