// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

/** An event and when it happened, or began. */
public record Timed<T>(long epochNanos, T event) {
    /** The later of two, the second if they are of one instant. */
    static <T> Timed<T> later(Timed<T> a, Timed<T> b) {
        return b.epochNanos() >= a.epochNanos() ? b : a;
    }
}
