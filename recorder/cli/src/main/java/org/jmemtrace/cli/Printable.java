// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.util.regex.Pattern;

/** Names from outside (files, processes, options) made fit for a terminal. */
final class Printable {
    /** Shells take these as they are. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private Printable() {}

    /** Shows control and bidirectional override characters as their number: they could rewrite the screen. */
    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** A word as a shell needs it typed, so that a printed command can be copied. */
    static String shellWord(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
