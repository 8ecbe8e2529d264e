// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.util.List;

/**
 * How the JVM's own memory parts: what is mapped for it, and what it has of malloc.
 *
 * @param collectorBytes resident, of the collector beside the heap
 * @param recorderBytes of flight recorder, of malloc
 * @param otherBytes of all else
 * @param mallocBytes how much of these three is malloc's
 */
record NativeShares(long collectorBytes, long recorderBytes, long otherBytes, long mallocBytes) {
    /**
     * As far as the JVM tells; if it does not, what it mapped is taken for the collector's, as most of it is.
     *
     * @param mappedBytes resident, that the JVM has mapped, for whatever it tells no address of
     * @param mallocBytes resident, of what malloc has handed out to the JVM
     */
    static NativeShares of(List<NativeCategory> categories, PartBytes parts, long mappedBytes, long mallocBytes) {
        long collector = parts.resident(Part.COLLECTOR);
        long mapped = mappedBytes;
        if (categories.isEmpty()) {
            return new NativeShares(collector + mapped, 0, 0, 0);
        }
        long collectorTold = 0;
        long recorderTold = 0;
        for (NativeCategory category : categories) {
            if (category.name().equals(NativeCategory.OF_THE_COLLECTOR)) {
                collectorTold += category.mallocBytes();
                if (collector == 0) { // the JVM does not tell its addresses
                    collector = Math.min(mapped, category.committedBytes() - category.mallocBytes());
                    mapped -= collector;
                }
            } else if (category.name().equals(NativeCategory.OF_THE_RECORDER)) {
                recorderTold += category.mallocBytes();
            }
        }
        double share = (double) mallocBytes / Math.max(1, NativeCategory.mallocBytes(categories));
        long collectorMalloc = (long) (collectorTold * share);
        long recorderMalloc = (long) (recorderTold * share);
        return new NativeShares(
                collector + collectorMalloc,
                recorderMalloc,
                mapped + mallocBytes - collectorMalloc - recorderMalloc,
                mallocBytes);
    }
}
