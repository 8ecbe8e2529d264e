// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.OptionalLong;

/**
 * One process at one instant. What the system does not tell, or not to this user, is empty.
 *
 * @param startTicks when it started: with the pid it tells a process from a later one that got its number
 * @param depth generations below the root
 */
public record Observation(
        long epochNanos,
        long elapsedNanos,
        long pid,
        long startTicks,
        long ppid,
        int depth,
        String name,
        String commandLine,
        String status,
        OptionalLong threads,
        OptionalLong userNanos,
        OptionalLong systemNanos,
        OptionalLong sizeBytes,
        OptionalLong rssBytes,
        OptionalLong pssBytes,
        OptionalLong ussBytes,
        OptionalLong minorFaults,
        OptionalLong majorFaults,
        OptionalLong contextSwitches,
        OptionalLong openFiles,
        OptionalLong sockets) {
    /** What tells processes apart. */
    record Identity(long pid, long startTicks) {}

    Identity identity() {
        return new Identity(pid, startTicks);
    }

    OptionalLong cpuNanos() {
        return userNanos.isPresent() && systemNanos.isPresent()
                ? OptionalLong.of(userNanos.getAsLong() + systemNanos.getAsLong())
                : OptionalLong.empty();
    }
}
