// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

/** What the command's exit code says; scripts rely on it. */
final class ExitCode {
    static final int OK = 0;

    /** A condition failed: more than was allowed. */
    static final int REGRESSION = 1;

    static final int USAGE = 2;
    static final int UNREADABLE = 3;
    static final int INCONCLUSIVE = 4;
    static final int BUG = 70;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
