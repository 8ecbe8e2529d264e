// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

/** What a user can put right, in three lines: what failed, why, what to do. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String why;
    private final String remedy;

    UserException(int exitCode, String what, String why, String remedy) {
        super(what);
        this.exitCode = exitCode;
        this.why = why;
        this.remedy = remedy;
    }

    static UserException usage(String what, String why, String remedy) {
        return new UserException(ExitCode.USAGE, what, why, remedy);
    }

    int exitCode() {
        return exitCode;
    }

    String remedy() {
        return remedy;
    }

    /** The three lines, each safe to print to a terminal. */
    String text() {
        return String.join(
                System.lineSeparator(),
                "record: " + Printable.of(String.valueOf(getMessage())),
                "  " + Printable.of(why),
                "  " + Printable.of(remedy));
    }
}
