// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

/**
 * How fast memory grows, or shrinks if negative.
 *
 * @param lowBytesPerMinute the lower end of the interval that holds the true slope in 95 of 100 recordings
 * @param highBytesPerMinute the upper end
 */
public record Slope(double bytesPerMinute, double lowBytesPerMinute, double highBytesPerMinute) {
    static final double NANOS_PER_MINUTE = 60e9;
}
