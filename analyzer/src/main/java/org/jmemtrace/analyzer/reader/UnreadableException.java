// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;

/** A file that cannot be read, said in three lines: what failed, why or what there is, and what to do. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Kind {
        /** The file is missing, damaged or no recording. */
        FILE,
        /** The files are fine, but not of one JVM. */
        CHOICE
    }

    private final Kind kind;
    private final List<String> lines;

    UnreadableException(Kind kind, String what, String why, String next) {
        super(what);
        this.kind = kind;
        this.lines = List.of(what, why, next);
    }

    UnreadableException(String what, String why, String next) {
        this(Kind.FILE, what, why, next);
    }

    public Kind kind() {
        return kind;
    }

    /** Three lines, not escaped: file names are in them. */
    public List<String> lines() {
        return lines;
    }
}
