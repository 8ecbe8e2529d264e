// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.util.List;

/**
 * What was taken in one context.
 *
 * @param frames from the outermost to the one that took it
 */
public record Stack(List<Frame> frames, long allocatedBytes, long residentBytes) {
    public Stack {
        frames = List.copyOf(frames);
    }
}
