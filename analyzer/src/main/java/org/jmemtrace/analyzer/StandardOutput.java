// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes reports to the standard output. */
final class StandardOutput {
    private StandardOutput() {}

    /** A reader that had enough, as head has, is no error. */
    static void write(OutputStream out, OutputFile.Content content) throws UserException {
        try {
            content.writeTo(out);
            out.flush();
        } catch (IOException e) {
            if (!"Broken pipe".equals(e.getMessage())) {
                throw new UserException(
                        ExitCode.USAGE,
                        List.of(
                                "the standard output cannot be written",
                                "The operating system says: " + e.getMessage(),
                                "Write to a file on another disk: > FILE"));
            }
        }
    }
}
