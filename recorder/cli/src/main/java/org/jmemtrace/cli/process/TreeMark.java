// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.Map;

/**
 * A variable in the environment of a command, which its descendants inherit: by it those are known that lost their
 * parent before a sample saw it, as daemons do. Of several {@code record}s that run each other, each adds its own.
 */
public record TreeMark(String value) {
    public static final String VARIABLE = "JMEMTRACE_TREE";

    /** Adds a mark of this process to an environment that a command is to have. */
    public static TreeMark in(Map<String, String> environment) {
        TreeMark mark = new TreeMark(ProcessHandle.current().pid() + "-" + System.nanoTime() + ";");
        environment.put(VARIABLE, environment.getOrDefault(VARIABLE, "") + mark.value);
        return mark;
    }

    /** Whether an environment, as /proc shows it, has the mark. */
    boolean isIn(String environment) {
        return environment.contains(value);
    }
}
