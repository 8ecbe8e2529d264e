// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/**
 * What happened in one node of a thread's calling-context tree during the recording: its last totals less those from
 * before. Self figures: what its callees took is in theirs.
 *
 * @param parent 0 for the root of a thread
 */
public record NodeTotals(
        long node, long parent, int site, long osThreadId, long calls, long allocatedBytes, long residentBytes) {}
