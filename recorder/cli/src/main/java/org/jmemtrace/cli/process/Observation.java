// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.OptionalLong;

/**
 * One process at one instant.
 *
 * @param depth generations below the root
 * @param commandLine without what looks like a secret; empty if it has none, or it is not for us to know
 * @param status R, S, D, Z and so on, as ps shows it
 * @param ageNanos since the process was started
 */
public record Observation(
        Stat.Identity identity,
        long ppid,
        int depth,
        String name,
        String commandLine,
        String status,
        OptionalLong ageNanos,
        Figures figures) {
    public long pid() {
        return identity.pid();
    }

    public OptionalLong of(Field field) {
        return figures.of(field);
    }
}
