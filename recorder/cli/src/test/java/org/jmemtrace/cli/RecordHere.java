// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code record} within the test's JVM, which is faster than a process, with a home of its own and the packed agent. */
final class RecordHere implements AutoCloseable {
    private static final String HOME = "jmemtrace.home";

    private Captured captured = new Captured();

    RecordHere(Path directory) throws IOException {
        Path lib = Files.createDirectories(directory.resolve("home/lib"));
        Files.copy(Path.of(System.getProperty("agent.jar")), lib.resolve("jmemtrace-agent.jar"));
        System.setProperty(HOME, directory.resolve("home").toString());
    }

    int run(Object... arguments) {
        captured = new Captured();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return captured.record(words);
    }

    /** What the last one said on standard error. */
    String errors() {
        return captured.err();
    }

    String output() {
        return captured.out();
    }

    @Override
    public void close() {
        System.clearProperty(HOME);
    }
}
