// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Memory budgets for JUnit tests. What a test allocates is counted exactly, by the JVM's own counters; flight recorder is
 * asked only for the lines of a test that broke its budget. Nothing is needed beside JUnit (5.8 and 6.1 tried).
 *
 * <p>Three words: <em>allocated</em> is a sum, most of which is garbage soon; <em>retained</em> is what is alive after
 * garbage collections; <em>resident</em> is what the operating system counts.
 */
@NullMarked
package org.jmemtrace.junit;

import org.jspecify.annotations.NullMarked;
