// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jmemtrace.dtrace.Script;

/** The library that counts malloc in a JVM that is started with it, made by the C compiler that is here. */
record Interposer(Path library) {
    private static final String SAMPLE = "JMEMTRACE_NATIVE_SAMPLE";
    private static final String PRELOAD = "LD_PRELOAD";

    /** Compiles it into a directory; throws, with what is missing and how to get it, if that cannot be done. */
    static Interposer compile(Path directory) throws IOException {
        String compiler = Stream.of("cc", "gcc", "clang")
                .filter(name -> Executable.find(name).isPresent())
                .findFirst()
                .orElseThrow(() -> missing(
                        "There is no C compiler (cc, gcc or clang) to make the library with",
                        "Install one, as with: apt-get install gcc libc6-dev"));
        Path headers = headers();
        Path source = Script.MALLOC_PRELOAD.extract(directory);
        Path library = directory.resolve("malloc_preload.so");
        Process compiling = new ProcessBuilder(
                        compiler,
                        "-O2",
                        "-fPIC",
                        "-shared",
                        "-I" + headers,
                        "-I" + headers.resolve("linux"),
                        "-o",
                        library.toString(),
                        source.toString(),
                        "-ldl")
                .redirectErrorStream(true)
                .start();
        compiling.getOutputStream().close();
        String said;
        try (InputStream output = compiling.getInputStream()) {
            said = new String(output.readAllBytes(), Charset.defaultCharset());
        }
        if (!Files.exists(library)) {
            String first = said.lines().findFirst().orElse("it said nothing");
            throw missing(compiler + " cannot make the library: " + first, "Install what it lacks, as libc6-dev");
        }
        return new Interposer(library);
    }

    /** Of JNI and JVMTI, which each JDK has and no JRE. */
    private static Path headers() {
        return Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"))),
                        JavaInstallations.find().stream().map(JavaRuntime::home))
                .map(home -> home.resolve("include"))
                .filter(include -> Files.exists(include.resolve("jvmti.h")))
                .findFirst()
                .orElseThrow(() -> missing(
                        "No Java here has the file include/jvmti.h", "Install a JDK, or point JAVA_HOME at one"));
    }

    private static UserException missing(String why, String remedy) {
        return new UserException(ExitCode.FAILED, "native allocation cannot be recorded", why, remedy);
    }

    /** The command with the library in its JVM. */
    ProcessBuilder launch(List<String> command, Path file, ByteSize sample) {
        Launch launch = Launch.of(command, List.of("-agentpath:" + library + "=" + file), System.getenv());
        ProcessBuilder builder = launch.processBuilder();
        Map<String, String> environment = builder.environment();
        environment.put(SAMPLE, Long.toString(sample.bytes()));
        String others = Optional.ofNullable(environment.get(PRELOAD))
                .map(text -> ":" + text)
                .orElse("");
        environment.put(PRELOAD, library + others);
        return builder;
    }
}
