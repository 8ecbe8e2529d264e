// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/**
 * Calls of a method that an exception ended, of those that have an event of their own.
 *
 * @param exception its class
 * @param allocatedBytes callees included, as is the other
 */
public record ThrownCalls(int site, String exception, long calls, long allocatedBytes, long residentBytes) {
    ThrownCalls plus(ThrownCalls other) {
        return new ThrownCalls(
                site,
                exception,
                calls + other.calls,
                allocatedBytes + other.allocatedBytes,
                residentBytes + other.residentBytes);
    }
}
