// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.jna;

/** Stands in for java.util.logging.Logger where JNA runs inside the program: takes everything, writes nothing. */
public final class Logger {
    private static final Logger QUIET = new Logger();

    private Logger() {}

    public static Logger getLogger(String name) {
        return QUIET;
    }

    public boolean isLoggable(Level level) {
        return false;
    }

    public void log(Level level, String message) {}

    public void log(Level level, String message, Object parameter) {}

    public void log(Level level, String message, Object[] parameters) {}

    public void log(Level level, String message, Throwable thrown) {}

    public void warning(String message) {}
}
