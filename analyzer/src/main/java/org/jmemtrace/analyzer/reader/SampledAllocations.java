// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;

/**
 * Allocation as flight recorder's own events tell of it.
 *
 * @param parts into how many the draws are parted
 * @param scale by how much what the draws stand for is to be multiplied to give what the threads say they allocated
 * @param throttled whether the events are those of which flight recorder leaves some out
 */
public record SampledAllocations(List<SampledPlace> places, int parts, double scale, boolean throttled) {
    public static final SampledAllocations NONE = new SampledAllocations(List.of(), 0, 1, false);

    public SampledAllocations {
        places = List.copyOf(places);
    }
}
