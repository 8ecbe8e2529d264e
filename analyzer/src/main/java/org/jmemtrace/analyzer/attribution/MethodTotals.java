// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

/**
 * What one method, or line, took in all its contexts, as measured. Totals count the callees in; of a call within a call
 * of the same method they count the outer one only.
 *
 * @param calls of a line, how often it was begun
 */
public record MethodTotals(
        SiteKey key,
        long calls,
        long allocatedSelfBytes,
        long allocatedTotalBytes,
        long residentSelfBytes,
        long residentTotalBytes) {}
