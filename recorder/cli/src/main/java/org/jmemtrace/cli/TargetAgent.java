// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import java.nio.file.Path;

/**
 * Our agent in a JVM that runs. It is loaded once and stays: a JVM keeps some memory for each agent that it was given,
 * also for one that finds itself there already. Asking the JVM for its classes tells, and leaves no trace in it.
 */
record TargetAgent(AttachChannel channel, TargetProcess process) {
    private static final String DOOR = "org.jmemtrace.agent.Agent";
    private static final String CORE = "org.jmemtrace.agent.session.Session";

    boolean isLoaded() {
        return knows(DOOR);
    }

    private boolean knows(String className) {
        return channel.ask("VM.class_hierarchy " + className).contains("--" + className + "/");
    }

    void load(Path agentJar) {
        try {
            channel.load(agentJar);
        } catch (AgentLoadException | AgentInitializationException refused) {
            boolean forbidden = String.valueOf(refused.getMessage()).contains("EnableDynamicAgentLoading");
            throw new UserException(
                    ExitCode.FAILED,
                    process + " does not take the agent",
                    String.valueOf(refused.getMessage()),
                    forbidden
                            ? "Start it with -XX:+EnableDynamicAgentLoading, or with the agent: record run -- java ..."
                            : "Record from the start with: record run -- java ...");
        }
    }

    /** Whether its JVM prints four lines of warning when the agent is loaded. */
    boolean isWarnedOf(int feature) {
        return feature >= 21 && !channel.ask("VM.flags").contains("+EnableDynamicAgentLoading");
    }

    /** The agent starts when flight recorder does; if it cannot, it tells that to the program's standard error. */
    void requireStarted() {
        if (!knows(CORE)) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the agent did not start in " + process,
                    "It says why in a line that begins with 'jmemtrace: ', on that program's standard error",
                    "If that is not at hand, see what works here with: record doctor " + process.pid());
        }
    }
}
