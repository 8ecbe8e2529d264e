// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

/**
 * How {@code record} ends when it has no exit code of a command to pass on. The ones from 125 are those of env, nohup
 * and timeout, which also run a command and pass its exit code on.
 */
final class ExitCode {
    /** The options make no sense. */
    static final int USAGE = 2;

    /** A bug in record. */
    static final int BUG = 70;

    /** Record itself failed: nothing can be recorded here, or a file cannot be read or written. */
    static final int FAILED = 125;

    /** The command is there and cannot be run. */
    static final int CANNOT_RUN = 126;

    /** There is no such command. */
    static final int NOT_FOUND = 127;

    /** Ctrl-C before there was anything to save. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
