// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

/**
 * What came of one budget.
 *
 * @param figure allocated, retained, ...
 * @param bytes that were measured
 * @param text what was measured and what was allowed, with what is known of where; empty if it is kept
 */
record Finding(String figure, double bytes, Outcome outcome, String text) {
    /** How it is. */
    enum Outcome {
        KEPT,
        EXCEEDED,
        /** The runs differ by more than what is tolerated. */
        INCONCLUSIVE
    }

    static Finding kept(String figure, double bytes) {
        return new Finding(figure, bytes, Outcome.KEPT, "");
    }
}
