// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/** A line on a terminal that says for how long something has gone on; where there is no terminal, there is none. */
final class ElapsedLine implements AutoCloseable {
    private final PrintWriter terminal;
    private final boolean shown;
    private final String of;
    private int length;
    private long lastSeconds = -1;

    ElapsedLine(PrintWriter terminal, boolean shown, Optional<Duration> whole) {
        this.terminal = terminal;
        this.shown = shown;
        this.of = whole.map(time -> " of " + time.toSeconds() + " s").orElse("");
    }

    void show(Duration elapsed) {
        if (shown && elapsed.toSeconds() != lastSeconds) {
            lastSeconds = elapsed.toSeconds();
            String text = "record: recording, " + lastSeconds + " s" + of + "; Ctrl-C ends it";
            terminal.print("\r" + text);
            terminal.flush();
            length = text.length();
        }
    }

    /** Takes the line away. By blanks: not all terminals know how to erase. */
    @Override
    public void close() {
        if (length > 0) {
            terminal.print("\r" + " ".repeat(length) + "\r");
            terminal.flush();
            length = 0;
        }
    }
}
