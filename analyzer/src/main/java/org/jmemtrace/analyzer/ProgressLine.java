// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.PrintWriter;
import java.time.Duration;
import org.jmemtrace.analyzer.reader.ReadingProgress;

/**
 * A line on a terminal that says how far reading is, for who has waited a while; it is gone when that has ended. A
 * thread of its own shows it first: the first chunk alone can take seconds.
 */
final class ProgressLine implements ReadingProgress, AutoCloseable {
    /** What takes less needs no line, which would only flicker. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private final PrintWriter terminal;
    private final long dueNanos;
    private String text = "";
    private int shown;
    private boolean due;
    private boolean closed;

    ProgressLine(PrintWriter terminal, Duration patience) {
        this.terminal = terminal;
        dueNanos = System.nanoTime() + patience.toNanos();
        Thread thread = new Thread(this::showWhenDue, "jmemtrace progress");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized void reading(int chunk, int chunks) {
        text = "analyze: reading chunk " + chunk + " of " + chunks;
        if (due) {
            show();
        }
    }

    private synchronized void showWhenDue() {
        try {
            for (long left = dueNanos - System.nanoTime(); left > 0 && !closed; left = dueNanos - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            return; // nobody waits for a line
        }
        due = true;
        show();
    }

    private void show() {
        if (!closed && !text.isEmpty()) {
            terminal.print("\r" + text);
            terminal.flush();
            shown = text.length();
        }
    }

    /** Takes the line away. By blanks: not all terminals know how to erase. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        if (shown > 0) {
            terminal.print("\r" + " ".repeat(shown) + "\r");
            terminal.flush();
            shown = 0;
        }
    }
}
