// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Ends;
import com.acme.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that is recorded, every class of it woven, prints and ends as without us, to the byte. */
final class UnchangedProgramIT {
    private static final String EVERYTHING = "include=**,trigger=0";

    @TempDir
    private Path directory;

    static Stream<Arguments> ends() {
        return Jvms.homes().stream()
                .flatMap(home -> Stream.of(
                                "return",
                                "exit",
                                "exit in a thread",
                                "halt",
                                "throw",
                                "throw in a thread",
                                "thread goes on",
                                "initialiser fails")
                        .map(end -> Arguments.of(home, end)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void program_anyEnd_outputErrorsAndExitCodeAreTheSame(Path home, String end) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        ChildJvm.Result plain = jvm.run(Ends.class.getName(), end);
        ChildJvm.Result recorded = jvm.recording(directory.resolve("ends.jfr"), EVERYTHING)
                .with("-Djava.io.tmpdir=" + temporary)
                .run(Ends.class.getName(), end);

        assertThat(recorded).isEqualTo(plain);
        if (!end.equals("halt")) { // which leaves flight recorder no time to write the file, and to tidy up
            assertThat(names(temporary)).isEmpty();
            assertThat(RecordedCalls.read(directory.resolve("ends.jfr")).method(Ends.class.getName() + ".work").calls)
                    .isPositive();
        }
        assertThat(names(temporary)).noneMatch(name -> name.contains("jmemtrace") || name.contains("jna"));
    }

    /** Probes for each line, and for each bytecode: the lines in stack traces are still the program's. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void program_everyLineWoven_seesTheSame(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        ChildJvm.Result plain = jvm.run(Facts.class.getName());
        for (String granularity : List.of("line", "bytecode")) {
            Path file = directory.resolve(granularity + ".jfr");
            ChildJvm.Result recorded = jvm.recording(file, ChildJvm.LINES, EVERYTHING + ",granularity=" + granularity)
                    .run(Facts.class.getName());

            assertThat(recorded).isEqualTo(plain);
            assertThat(RecordedCalls.read(file).lines()).isNotEmpty();
        }
    }

    /** Threads, properties, defaults, reflection, stack traces; the order in which classes are loaded. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void program_looksAround_seesTheSame(Path home) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS);
        ChildJvm.Result plain = jvm.with(logLoading("plain")).run(Facts.class.getName());
        ChildJvm.Result recorded = jvm.recording(directory.resolve("facts.jfr"), EVERYTHING)
                .with(logLoading("recorded"))
                .run(Facts.class.getName());

        assertThat(recorded.output()).isEqualTo(plain.output());
        assertThat(recorded).isEqualTo(plain);
        assertThat(plain.errors()).isEmpty();
        assertThat(loaded("recorded")).isEqualTo(loaded("plain")).contains(Facts.class.getName());
    }

    /** The program finds its own copies of what we use, and none of ours. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void program_withOurLibrariesOfItsOwn_getsItsOwn(Path home) throws Exception {
        String[] names = {
            "org.objectweb.asm.ClassReader",
            "com.sun.jna.Native",
            "org.jmemtrace.agent.session.Session",
            "org.jmemtrace.events.CallRss",
            "org.jmemtrace.agent.weave.Weaver"
        };
        Path own = ChildJvm.compile(
                Files.createDirectory(directory.resolve("own")),
                "package org.objectweb.asm;\npublic class ClassReader {}",
                "package com.sun.jna;\npublic class Native {}");
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .alsoWith(own)
                .recording(directory.resolve("own.jfr"), EVERYTHING)
                .run(Facts.class.getName(), names);

        assertThat(result.output().lines().filter(line -> line.contains(" from ")))
                .containsExactly(
                        names[0] + " from the class path",
                        names[1] + " from the class path",
                        names[2] + " from nowhere",
                        names[3] + " from nowhere",
                        names[4] + " from nowhere");
        assertThat(RecordedCalls.read(directory.resolve("own.jfr"))
                        .events("CounterChoice")
                        .get(0)
                        .getString("reason"))
                .isEmpty(); // our JNA worked nevertheless
    }

    private String logLoading(String name) {
        return "-Xlog:class+load:file=" + directory.resolve(name) + ".log:none";
    }

    /** The program's own classes, in the order in which they were loaded. */
    private List<String> loaded(String name) throws IOException {
        return Files.readString(directory.resolve(name + ".log"))
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .filter(type -> type.startsWith("com.acme."))
                .map(type -> type.replaceFirst("\\$\\$Lambda.*", "'s lambda")) // the JVM numbers these
                .toList();
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
