// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/**
 * One chunk as found in a file, before its content is looked at.
 *
 * @param number 1 for the first of its file
 * @param defect why the chunk cannot be read, empty if it can
 */
public record ChunkSpan(int number, ChunkHeader header, String defect) {
    /** Whether there is no defect. */
    public boolean isReadable() {
        return defect.isEmpty();
    }
}
