// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.scrub;

import java.util.Map;
import java.util.SortedMap;

/**
 * What to write over a chunk so that it has no secrets.
 *
 * @param bytes by position in the chunk; none overlap
 * @param found how many texts, by TYPE.FIELD; two may be the same one of the chunk's pool
 */
record Edits(SortedMap<Integer, byte[]> bytes, Map<String, Long> found) {}
