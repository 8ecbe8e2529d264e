// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

/** A figure as measured and the tool's share of it. */
public record Balance(long grossBytes, long costBytes) {
    /** What is the program's own. Below zero where the tool's cost was estimated too high; not clamped. */
    public long netBytes() {
        return grossBytes - costBytes;
    }

    public Balance plus(Balance other) {
        return new Balance(grossBytes + other.grossBytes, costBytes + other.costBytes);
    }
}
