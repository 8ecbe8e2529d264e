// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/** What is told apart. */
public enum Granularity {
    /** Methods only. */
    CALL,

    /** The lines of methods too. */
    LINE,

    /** Each bytecode that can take memory. */
    BYTECODE
}
