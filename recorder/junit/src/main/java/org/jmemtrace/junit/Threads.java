// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

/** Whose allocation counts. */
public enum Threads {
    /** That of the thread that runs the test, exactly. */
    CURRENT,
    /**
     * That of all threads that are alive when the test ends; up to Java 20 what threads allocated that ended meanwhile is
     * not known. No other test may run at the same time.
     */
    ALL
}
