// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/** The numbers of the places that are no method; the same as in the event schema. */
final class Sites {
    /** What a thread does outside of all woven methods. */
    static final int OUTSIDE = 1;

    /** What the recorder takes on the program's threads. */
    static final int TOOL = 2;

    /** Parent of the contexts that found no room. */
    static final int OTHER = 3;

    private Sites() {}
}
