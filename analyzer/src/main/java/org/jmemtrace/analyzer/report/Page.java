// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.regex.Pattern;

/** Text of a given width under construction. */
final class Page {
    private static final char NO_BREAK = '\u00a0';
    private static final Pattern SPACES = Pattern.compile(" +");

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final Ink ink;

    Page(int width, Ink ink) {
        this.width = width;
        this.ink = ink;
    }

    int width() {
        return width;
    }

    Ink ink() {
        return ink;
    }

    /** A line; spaces at which a paragraph must not break become plain ones. */
    void line(String line) {
        text.append(line.stripTrailing().replace(NO_BREAK, ' ')).append('\n');
    }

    /** Words that stay on one line of a paragraph. */
    static String unbroken(String words) {
        return words.replace(' ', NO_BREAK);
    }

    void blank() {
        text.append('\n');
    }

    /** A section's first line, after a blank one, with a note at the right edge if there is room. */
    void heading(String heading, String note) {
        blank();
        int gap = width - heading.length() - note.length();
        line(ink.bold(heading) + (gap < 2 || note.isEmpty() ? "" : " ".repeat(gap) + note));
    }

    /** A paragraph that stands back. */
    void dimmed(String first, String rest, String words) {
        int from = text.length();
        paragraph(first, rest, words);
        String lines = text.substring(from);
        text.setLength(from);
        lines.lines().forEach(line -> line(ink.dim(line)));
    }

    /** Broken between words; lines after the first are indented further. */
    void paragraph(String first, String rest, String words) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : SPACES.split(words)) {
            if (!empty && line.length() + 1 + word.length() > width) {
                line(line.toString());
                line = new StringBuilder(rest);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(line.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
