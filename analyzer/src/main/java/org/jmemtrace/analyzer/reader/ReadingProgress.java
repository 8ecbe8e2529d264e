// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** Is told how far reading is; called by the thread that reads. */
@FunctionalInterface
public interface ReadingProgress {
    /** Chunk {@code chunk} of {@code chunks}, from 1 on, is read next. */
    void reading(int chunk, int chunks);
}
