// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Passes the signals that would end {@code record} on to its command, and lets {@code record} live until the command
 * has ended and its recording is safe. Ctrl-C is not passed on: the terminal gives it to the command as well, and some
 * programs count.
 */
final class SignalRelay implements SignalHandler, AutoCloseable {
    private final Map<Signal, SignalHandler> replaced = new LinkedHashMap<>();
    private final List<Signal> early = new ArrayList<>();
    private Optional<Process> target = Optional.empty();

    static SignalRelay install() {
        SignalRelay relay = new SignalRelay();
        for (String name : List.of("HUP", "INT", "TERM")) {
            Signal signal = new Signal(name);
            try {
                relay.replaced.put(signal, Signal.handle(signal, relay));
            } catch (IllegalArgumentException reserved) {
                // With -Xrs the JVM leaves it alone, so it ends record as it ends any program.
            }
        }
        return relay;
    }

    /** From now on signals go to this process; those that came too early for it go first. */
    synchronized void relayTo(Process process) {
        target = Optional.of(process);
        early.forEach(signal -> send(signal, process));
        early.clear();
    }

    @Override
    public synchronized void handle(Signal signal) {
        if (signal.getName().equals("TERM") || !isForegroundJob()) {
            target.ifPresentOrElse(process -> send(signal, process), () -> early.add(signal));
        }
    }

    @Override
    public void close() {
        replaced.forEach(Signal::handle);
    }

    private static void send(Signal signal, Process process) {
        if (signal.getName().equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", signal.getName(), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            process.destroy();
        }
    }

    /** Whether what is typed at the terminal reaches us, and so the command, which is in our process group. */
    private static boolean isForegroundJob() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // pid (comm) state ppid pgrp session tty tpgid ..., and comm may hold blanks and parentheses
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            return fields.get(2).equals(fields.get(5));
        } catch (IOException noProc) {
            return true; // where a terminal is most likely what the signal came from
        }
    }
}
