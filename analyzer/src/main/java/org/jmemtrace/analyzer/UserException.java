// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.util.List;

/** Something that a user can put right: what failed, why, and what to do, a line each. */
final class UserException extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;
    private final List<String> lines;

    UserException(int exitCode, List<String> lines) {
        super(lines.get(0));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    int exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
