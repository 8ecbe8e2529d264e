// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines of Kotlin and Scala, among them code that their compilers moved elsewhere, are those that their author wrote. */
final class OtherLanguagesIT {
    private static final Path SOURCES = Path.of("src/test/resources/com/acme");

    /** What stands behind a line of the source: name, hits and own bytes, and + where the JDK links a lambda as well. */
    private static final Pattern KNOWN = Pattern.compile(".*// (\\w+) (\\d+) (\\d+)(\\+?)");

    private static final long LINKING_BYTES = 100_000;

    private record Known(String name, int line, long hits, long bytes, boolean links) {}

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void kotlin_linesThatAllocateKnownBytes_areExact(Path javaHome) throws Exception {
        Path source = SOURCES.resolve("KnownKotlin.kt");
        String library = jars("kotlin-stdlib");
        Path classes = compile(
                List.of("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-stdlib", "-no-reflect", "-cp", library),
                source);

        check(javaHome, source, classes + File.pathSeparator + library, "com.acme.KnownKotlinKt");
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void scala_linesThatAllocateKnownBytes_areExact(Path javaHome) throws Exception {
        Path source = SOURCES.resolve("KnownScala.scala");
        Path classes = compile(List.of("scala.tools.nsc.Main", "-usejavacp"), source);

        check(javaHome, source, classes + File.pathSeparator + jars("scala-library"), "com.acme.KnownScala");
    }

    private void check(Path javaHome, Path source, String classPath, String main) throws Exception {
        RecordedCalls calls = RecordedRun.of(
                        javaHome,
                        directory,
                        "lines.jfc",
                        "include=com.acme.**",
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        List.of("-cp", classPath, main))
                .calls();
        List<Known> known = known(source);
        assertThat(known).hasSizeGreaterThan(10);
        assertThat(known.stream().map(each -> onLine(calls, each))).containsExactlyElementsOf(known);
        int last = Files.readAllLines(source).size();
        assertThat(calls.lines().keySet()).allMatch(name -> lineOf(name) <= last);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
    }

    /** The sum over all methods, which are several where a lambda begins. */
    private static Known onLine(RecordedCalls calls, Known known) {
        long hits = 0;
        long bytes = 0;
        for (var line : calls.lines().entrySet()) {
            if (lineOf(line.getKey()) == known.line()) {
                hits += line.getValue().calls;
                bytes += line.getValue().allocatedSelf;
            }
        }
        boolean linked = known.links() && bytes >= known.bytes() && bytes < known.bytes() + LINKING_BYTES;
        return new Known(known.name(), known.line(), hits, linked ? known.bytes() : bytes, known.links());
    }

    private static int lineOf(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf(':') + 1));
    }

    private static List<Known> known(Path source) throws Exception {
        List<Known> known = new ArrayList<>();
        List<String> lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = KNOWN.matcher(lines.get(i));
            if (matcher.matches()) {
                known.add(new Known(
                        matcher.group(1),
                        i + 1,
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        !matcher.group(4).isEmpty()));
            }
        }
        return known;
    }

    /** Runs a compiler of the tests' class path in a JVM of its own. */
    private Path compile(List<String> compiler, Path source) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("compiled"));
        List<String> command = new ArrayList<>(List.of(
                Jvms.java(Jvms.homes().get(0)).toString(), "-cp", jars("kotlin", "scala", "trove4j", "annotations")));
        command.addAll(compiler);
        command.addAll(List.of("-d", classes.toString(), source.toString()));
        Path output = directory.resolve("compiler.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> output.toString()).isZero();
        return classes;
    }

    private static String jars(String... names) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of(names)
                        .anyMatch(
                                name -> Path.of(entry).getFileName().toString().startsWith(name)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
