// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/**
 * Gives the JVM the commands that jcmd gives, by what the JDK's management bean calls for it. The bean itself is not
 * made: that would start the management of the whole JVM in a program that may want to do so itself, its own way.
 */
final class DiagnosticCommands {
    private static final String PACKAGE = "com.sun.management.internal";

    private final Object bean;
    private final Method execute;

    private DiagnosticCommands(Object bean, Method execute) {
        this.bean = bean;
        this.execute = execute;
    }

    /** Empty in a Java runtime that has no module for it. */
    static Optional<DiagnosticCommands> open(Instrumentation instrumentation) {
        Optional<Module> module = ModuleLayer.boot().findModule("jdk.management");
        if (module.isEmpty()) {
            return Optional.empty();
        }
        instrumentation.redefineModule(
                module.get(),
                Set.of(),
                Map.of(),
                Map.of(PACKAGE, Set.of(DiagnosticCommands.class.getModule())),
                Set.of(),
                Map.of());
        try {
            Class.forName(PACKAGE + ".PlatformMBeanProviderImpl"); // loads the library that has it
            Class<?> type = Class.forName(PACKAGE + ".DiagnosticCommandImpl");
            Method execute = type.getDeclaredMethod("executeDiagnosticCommand", String.class);
            execute.setAccessible(true);
            return Optional.of(new DiagnosticCommands(Unsafe.getUnsafe().allocateInstance(type), execute));
        } catch (ReflectiveOperationException | LinkageError otherJdk) {
            return Optional.empty();
        }
    }

    /** What the JVM answers; empty if it knows no such command. */
    String answer(String command) {
        try {
            return String.valueOf(execute.invoke(bean, command));
        } catch (ReflectiveOperationException unknown) {
            return "";
        }
    }
}
