// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.util.Comparator;
import java.util.List;

/** The JVMs of this user that can be attached to, as {@code jcmd -l} finds them; those without perf data it does not. */
final class RunningJvms {
    private RunningJvms() {}

    /** Each with its main class or jar, by number. Their arguments can hold secrets, and are left out. */
    static List<String> lines() {
        return VirtualMachine.list().stream()
                .filter(machine -> machine.id().matches("\\d{1,18}"))
                .filter(machine ->
                        Long.parseLong(machine.id()) != ProcessHandle.current().pid())
                .sorted(Comparator.comparingLong(machine -> Long.parseLong(machine.id())))
                .map(RunningJvms::line)
                .toList();
    }

    private static String line(VirtualMachineDescriptor machine) {
        return String.format("%7s  %s", machine.id(), Printable.of(mainOf(machine.displayName())));
    }

    /** The first word of a command; a JVM that was not started by a java launcher has none. */
    static String mainOf(String command) {
        String main = command.strip().split(" ", 2)[0];
        return main.isEmpty() ? "(unknown)" : main;
    }
}
