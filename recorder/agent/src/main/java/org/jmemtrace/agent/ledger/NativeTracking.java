// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Optional;
import jdk.internal.misc.VM;

/**
 * What the JVM tells of its own native memory if it runs with -XX:NativeMemoryTracking. Asking takes 0.1 ms, and for the
 * addresses 3 ms.
 */
final class NativeTracking {
    private static final String FLAG = "-XX:NativeMemoryTracking=";
    private static final int FIRST_WITH_ADDRESSES = 22;

    private final DiagnosticCommands commands;

    private NativeTracking(DiagnosticCommands commands) {
        this.commands = commands;
    }

    /** Empty if the JVM does not keep track, which it can be told only when it starts. */
    static Optional<NativeTracking> open(Instrumentation instrumentation) {
        for (String argument : VM.getRuntimeArguments()) {
            if (argument.startsWith(FLAG) && !argument.equals(FLAG + "off")) {
                return DiagnosticCommands.open(instrumentation)
                        .map(NativeTracking::new)
                        .filter(tracking -> !tracking.categories().isEmpty());
            }
        }
        return Optional.empty();
    }

    List<NativeCategory> categories() {
        return NativeCategory.parse(commands.answer("VM.native_memory summary scale=B"));
    }

    /** Which addresses the JVM has for what, ascending; empty before JDK 22. */
    List<Range> ranges() {
        return Runtime.version().feature() < FIRST_WITH_ADDRESSES
                ? List.of()
                : SystemMap.parse(commands.answer("System.map"));
    }
}
