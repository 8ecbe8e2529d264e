// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A program in a JVM of its own.
 *
 * @param options for the JVM, the agent's among them
 * @param classPath where its classes are
 */
record ChildJvm(Path home, List<String> options, List<Path> classPath) {
    static final Path AGENT = Path.of("target", "jmemtrace-agent.jar").toAbsolutePath();
    static final Path PROFILE =
            Path.of("..", "..", "jfc-profiles", "calls.jfc").toAbsolutePath().normalize();

    static final Path LINES = PROFILE.resolveSibling("lines.jfc");

    /** Where the programs of the tests are. */
    static final Path PROGRAMS = Path.of("target", "test-classes").toAbsolutePath();

    private static final long SECONDS = 120;
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|interface|record|enum) (\\w+)");

    /** What a program left, to the byte. */
    record Result(int exitCode, String output, String errors) {}

    /** A plain JVM: nothing of ours in it. */
    static ChildJvm plain(Path home, Path... classPath) {
        return new ChildJvm(home, List.of(), List.of(classPath));
    }

    /** The same with further options. */
    ChildJvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new ChildJvm(home, List.copyOf(all), classPath);
    }

    /** The same with more on the class path. */
    ChildJvm alsoWith(Path more) {
        return new ChildJvm(
                home,
                options,
                Stream.concat(classPath.stream(), Stream.of(more)).toList());
    }

    /** The same with the agent. */
    ChildJvm withAgent() {
        return with("-javaagent:" + AGENT);
    }

    /** The same with the agent and a recording of calls; flight recorder itself is kept from talking. */
    ChildJvm recording(Path file, String settings) {
        return recording(file, PROFILE, settings);
    }

    /** The same with any profile. */
    ChildJvm recording(Path file, Path profile, String settings) {
        return withAgent()
                .with(
                        "-Xlog:jfr+startup=error",
                        "-XX:StartFlightRecording:settings=" + profile + ",filename=" + file + "," + settings);
    }

    /** Runs a program to its end, whatever that is. */
    Result run(String main, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("child", ".out");
        Path errors = Files.createTempFile("child", ".err");
        try {
            Process process = start(main, ProcessBuilder.Redirect.to(output.toFile()), errors, arguments);
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("no end after " + SECONDS + " s: " + command(main, arguments) + "\n"
                        + read(output) + read(errors));
            }
            return new Result(process.exitValue(), read(output), read(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Starts a program to talk to, by its standard input and output; the caller ends it. */
    Process start(String main, Path errors, String... arguments) throws IOException {
        return start(main, ProcessBuilder.Redirect.PIPE, errors, arguments);
    }

    private Process start(String main, ProcessBuilder.Redirect output, Path errors, String... arguments)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(main, arguments));
        // What these hold, each JVM would say on standard error.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder.redirectOutput(output).redirectError(errors.toFile()).start();
    }

    private List<String> command(String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Jvms.java(home).toString()));
        command.addAll(options);
        command.addAll(List.of(
                "-cp", String.join(":", classPath.stream().map(Path::toString).toList()), main));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** Compiles sources, one top-level type each or a module, for Java 17; the directory is then a class path. */
    static Path compile(Path directory, String... sources) throws IOException {
        return compile(directory, List.of("-g"), sources);
    }

    /** The same with options that the compiler is to have. */
    static Path compile(Path directory, List<String> options, String... sources) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-d", directory.toString(), "--release", "17", "-proc:none", "-Xlint:none"));
        arguments.addAll(options);
        for (String source : sources) {
            Matcher inPackage = PACKAGE.matcher(source);
            Matcher type = TYPE.matcher(source);
            String name = type.find() ? type.group(1) : "module-info";
            Path folder = directory
                    .resolve("src")
                    .resolve(inPackage.find() ? inPackage.group(1).replace('.', '/') : "");
            Path file = Files.createDirectories(folder).resolve(name + ".java");
            arguments.add(Files.writeString(file, source).toString());
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new AssertionError("the sources do not compile");
        }
        return directory;
    }
}
