// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Locale;

/** How a figure came about. */
public enum Source {
    COUNTED('='),
    SAMPLED('~'),
    INFERRED('?');

    private final char tag;

    Source(char tag) {
        this.tag = tag;
    }

    /** The letter that stands before a figure in a report. */
    public char tag() {
        return tag;
    }

    /** The one of that word; inferred if there is none: nobody said that it was counted. */
    static Source of(String word) {
        for (Source source : values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        return INFERRED;
    }

    /** As in JSON: counted, sampled, inferred. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
