// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** What a thread has allocated on the Java heap since it began, as the JVM says. */
public record ThreadAllocation(long javaThreadId, long bytes) {}
