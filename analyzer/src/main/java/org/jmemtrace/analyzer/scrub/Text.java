// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

/**
 * Where a text stands in a chunk.
 *
 * @param kind how it is written, one of the numbers below
 * @param at its first byte, behind kind and length
 * @param end behind its last byte
 * @param constant the number of the text in the chunk's pool, if it is written so
 */
record Text(int kind, int at, int end, long constant) {
    static final int NONE = 0;
    static final int EMPTY = 1;
    static final int CONSTANT = 2;
    static final int UTF_8 = 3;
    static final int LETTERS = 4;
    static final int LATIN_1 = 5;
}
