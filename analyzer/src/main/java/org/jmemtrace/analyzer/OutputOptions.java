// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that writes one document: where to. */
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write there, - for standard output")
    private Optional<String> output = Optional.empty();

    @Option(
            names = {"-f", "--force"},
            description = "replace that file if it exists")
    private boolean force;

    /** The file that was named; none if it is standard output. */
    Optional<String> file() {
        return output.filter(name -> !name.equals("-"));
    }

    /** Says no to a file that must not be written, before the time is spent. */
    void check() throws UserException {
        if (file().isPresent()) {
            OutputFile.check(Path.of(file().get()), force);
        }
    }

    /** Writes to the file, or if none was named, to standard output. */
    void write(OutputStream standardOutput, OutputFile.Content content) throws UserException {
        if (file().isPresent()) {
            OutputFile.write(Path.of(file().get()), force, content);
        } else {
            StandardOutput.write(standardOutput, content);
        }
    }
}
