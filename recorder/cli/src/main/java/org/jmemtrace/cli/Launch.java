// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command as it is really started: with the JVM options in it if it is a java launcher, else with the options in the
 * environment, where each JVM that the command starts finds them.
 *
 * @param environment variables to add
 */
record Launch(List<String> arguments, Map<String, String> environment) {
    private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

    Launch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Whether a command is a java launcher, by its name. */
    static boolean isJava(List<String> command) {
        Path name = Path.of(command.get(0)).getFileName();
        return name != null && name.toString().equals("java");
    }

    /** Starts {@code command} so that its JVMs take {@code jvmOptions}. */
    static Launch of(List<String> command, List<String> jvmOptions, Map<String, String> inheritedEnvironment) {
        if (isJava(command)) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(1, jvmOptions);
            return new Launch(arguments, Map.of());
        }
        List<String> options = new ArrayList<>();
        Optional.ofNullable(inheritedEnvironment.get(TOOL_OPTIONS))
                .filter(text -> !text.isBlank())
                .ifPresent(options::add);
        jvmOptions.stream().map(Launch::toolOption).forEach(options::add);
        return new Launch(command, Map.of(TOOL_OPTIONS, String.join(" ", options)));
    }

    /** The JVM splits the variable at blanks, except within quotes of either kind, which it takes away. */
    private static String toolOption(String option) {
        boolean plain = option.chars().noneMatch(c -> c == '\'' || c == '"' || Character.isWhitespace(c));
        return plain ? option : "'" + option.replace("'", "'\"'\"'") + "'";
    }

    ProcessBuilder processBuilder() {
        ProcessBuilder builder = new ProcessBuilder(arguments).inheritIO();
        builder.environment().putAll(environment);
        return builder;
    }
}
