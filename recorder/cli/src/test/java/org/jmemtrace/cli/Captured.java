// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What {@code record} wrote, when it ran within the test. */
final class Captured {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));

    Terminal terminal() {
        return terminal;
    }

    int record(String... arguments) {
        return Record.execute(terminal, List.of(arguments));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
