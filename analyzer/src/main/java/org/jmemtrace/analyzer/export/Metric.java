// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.util.function.ToLongFunction;

/** What is told of a stack. */
public enum Metric {
    /** Bytes allocated on the Java heap. */
    ALLOC("allocated", Stack::allocatedBytes),
    /** Bytes of pages first touched. */
    RSS("resident growth", Stack::residentBytes);

    private final String title;
    private final ToLongFunction<Stack> bytes;

    Metric(String title, ToLongFunction<Stack> bytes) {
        this.title = title;
        this.bytes = bytes;
    }

    String title() {
        return title;
    }

    /** Of a stack. */
    public long of(Stack stack) {
        return bytes.applyAsLong(stack);
    }

    /** Whether the recording tells it. */
    public boolean isIn(Stacks stacks) {
        return this == ALLOC || stacks.resident();
    }
}
