// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.util.function.Consumer;

/** Runs a command in the foreground, with our standard streams, as a shell would. */
final class Child {
    private Child() {}

    /**
     * Waits until the command has ended, whatever signals come.
     *
     * @return its exit code; 128 + n if it ended by signal n
     */
    static int run(ProcessBuilder builder) {
        return run(builder, process -> {}, () -> {});
    }

    /** The same, telling when the process has started, and when it has ended: signals do not end us before. */
    static int run(ProcessBuilder builder, Consumer<Process> started, Runnable ended) {
        String command = builder.command().get(0);
        try (SignalRelay relay = SignalRelay.install()) {
            Process process = builder.start();
            relay.relayTo(process);
            started.accept(process);
            int exitCode = await(process);
            ended.run();
            return exitCode;
        } catch (IOException failure) {
            throw new UserException(
                    ExitCode.CANNOT_RUN, command + " cannot be run", Reason.of(failure), "Try it without record first");
        }
    }

    private static int await(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException ignored) {
                // Nobody interrupts this thread for a reason; the exit code is still to come.
            }
        }
    }
}
