// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

/** What a piece of a mapping is, as far as the mappings themselves and the JVM's own tables tell. */
enum Part {
    JAVA_HEAP,
    CLASSES,
    CODE,
    STACKS,
    MAPPED_FILES,
    LIBRARIES,

    /** The arenas of malloc. */
    ARENAS,

    /** What the collector keeps beside the heap, where the JVM says so. */
    COLLECTOR,

    /**
     * Anonymous mappings that the JVM made before the program ran, or reserved: what the collector keeps beside the
     * heap.
     */
    JVM,

    TOOL,

    /** Other anonymous mappings: large blocks of malloc, each a mapping of its own, and what is not known. */
    ANONYMOUS
}
