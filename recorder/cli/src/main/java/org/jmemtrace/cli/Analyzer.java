// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Path;
import java.util.List;

/** The analyzer, run as a command of its own. */
record Analyzer(Home home) {
    private static final String MAIN_CLASS = "org.jmemtrace.analyzer.Analyze";

    /** Prints the report of a recording to standard output and gives the analyzer's exit code. */
    int report(Path recording) {
        return Child.run(new ProcessBuilder(List.of(
                        ownJava().toString(), "-cp", home.analyzerClassPath(), MAIN_CLASS, recording.toString()))
                .inheritIO());
    }

    /** The java launcher that runs this program. */
    static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
