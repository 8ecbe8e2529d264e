// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/**
 * What was drawn of a place, in equal parts of all draws one after the other.
 *
 * @param countedBytes of objects that each have an event
 * @param drawnBytes that the draws of each part stand for
 * @param draws of the place
 */
public record SampledPlace(AllocationPlace place, long countedBytes, double[] drawnBytes, long draws) {}
