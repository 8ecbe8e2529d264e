// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What malloc's arenas have free but resident. Malloc says how much is in use and how much free, the kernel how much is
 * resident; of what is not resident none of them says whether it was handed out and never touched, or is free and was
 * given back to the system. That is followed from one look to the next: what has come up since the last is free as far
 * as more is free now, in use as far as more is in use, and what went was free as far as less is free.
 * Before the first look all was in use.
 */
final class KeptMemory {
    private @Nullable Malloc last;
    private long lastAbsentBytes;
    private long freeAbsentBytes;

    /** Takes note of a look, and says how much is kept now. */
    long bytes(Malloc now, long residentBytes) {
        long absentBytes = Math.max(0, now.usedBytes() + now.freeBytes() - residentBytes);
        Malloc before = last == null ? now : last;
        long more = last == null ? 0 : absentBytes - lastAbsentBytes;
        if (more > 0) {
            long free = Math.min(more, Math.max(0, now.freeBytes() - before.freeBytes()));
            long inUse = Math.min(more - free, Math.max(0, now.usedBytes() - before.usedBytes()));
            freeAbsentBytes += more - inUse; // what is left was given back to the system
        } else {
            freeAbsentBytes -= Math.min(-more, Math.max(0, before.freeBytes() - now.freeBytes()));
        }
        freeAbsentBytes = Math.max(0, Math.min(freeAbsentBytes, Math.min(absentBytes, now.freeBytes())));
        last = now;
        lastAbsentBytes = absentBytes;
        return Math.min(residentBytes, now.freeBytes() - freeAbsentBytes);
    }
}
