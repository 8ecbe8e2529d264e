// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/**
 * Which JVM was recorded; what the recording does not say is 0 or "".
 *
 * @param maxHeapBytes the limit of the Java heap, set by -Xmx or chosen by the JVM
 */
public record Jvm(long pid, String name, String version, String vendor, String collector, long maxHeapBytes) {}
