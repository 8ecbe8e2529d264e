// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** What was counted and drawn of a place so far. */
final class AllocationDraws {
    long countedBytes;
    long draws;
    final double[] parts = new double[DrawParts.MOST];
}
