// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Where a command writes: results to {@code out}, everything else to {@code err}. */
record Terminal(PrintWriter out, PrintWriter err) {
    static Terminal standard() {
        return new Terminal(
                new PrintWriter(System.out, true, encoding("stdout.encoding")),
                new PrintWriter(System.err, true, encoding("stderr.encoding")));
    }

    /** JDK 19 and newer name the terminal's encoding so; before, it was the default one. */
    private static Charset encoding(String property) {
        String name = System.getProperty(property, "");
        return !name.isEmpty() && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    /** Says what is going on, on standard error. */
    void say(String line) {
        err.println("record: " + line);
        err.flush();
    }
}
