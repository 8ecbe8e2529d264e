// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.EnumSet;
import java.util.Set;

/** The figures of a process. The key in files ends in the unit; the order is the one in files. */
public enum Field {
    RSS("rssBytes", Kind.BYTES),
    RSS_ANON("rssAnonBytes", Kind.BYTES),
    RSS_FILE("rssFileBytes", Kind.BYTES),
    RSS_SHMEM("rssShmemBytes", Kind.BYTES),
    PSS("pssBytes", Kind.BYTES),
    USS("ussBytes", Kind.BYTES),
    SWAP("swapBytes", Kind.BYTES),
    SIZE("sizeBytes", Kind.BYTES),
    /** Of one core, since the last sample. */
    CPU("cpuPercent", Kind.PERCENT),
    USER("userNanos", Kind.NANOS),
    SYSTEM("systemNanos", Kind.NANOS),
    THREADS("threads", Kind.COUNT),
    FAULTS("minorFaults", Kind.COUNT),
    MAJOR("majorFaults", Kind.COUNT),
    /** Of the threads that are alive: Linux forgets those of the others. */
    SWITCHES("contextSwitches", Kind.COUNT),
    /** File descriptors. */
    FILES("openFiles", Kind.COUNT),
    /** TCP and UDP sockets that have an address; not those between processes of this machine without one. */
    NET("netConnections", Kind.COUNT),
    /** How long ago PSS and USS were read; 0 when with the rest. */
    PSS_AGE("pssAgeNanos", Kind.NANOS);

    /** What a figure counts. Percent is held in thousandths, as a long like all others. */
    enum Kind {
        BYTES,
        NANOS,
        COUNT,
        PERCENT
    }

    private static final Set<Field> GROWING = EnumSet.of(USER, SYSTEM, FAULTS, MAJOR, SWITCHES);

    final String key;
    final Kind kind;

    Field(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** Whether it is a count since the process began; else it is what there is now. */
    boolean counts() {
        return GROWING.contains(this);
    }
}
