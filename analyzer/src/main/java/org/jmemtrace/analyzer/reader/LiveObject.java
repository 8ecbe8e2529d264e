// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;

/**
 * One object that was made and not found gone.
 *
 * @param frames the stack where it was made, from the site outwards; empty if none was recorded
 */
public record LiveObject(
        long serial, String type, long bytes, int site, long bornEpochNanos, String thread, List<String> frames) {
    public LiveObject {
        frames = List.copyOf(frames);
    }
}
