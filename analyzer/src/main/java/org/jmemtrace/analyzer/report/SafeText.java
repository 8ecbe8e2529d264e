// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

/**
 * Text from a recording or a file name, made safe for a terminal: such names are data, and may come from somebody
 * else. Control characters would move the cursor or hide text, marks of writing direction would reorder it.
 */
public final class SafeText {
    /** Longer names hold nothing that a reader takes in. */
    private static final int MOST_LETTERS = 1000;

    private SafeText() {}

    /** The text on one line, with all that does not print as \\uXXXX. */
    public static String of(String text) {
        return of(text, /* ascii= */ false);
    }

    static String of(String text, boolean ascii) {
        StringBuilder safe = new StringBuilder(text.length());
        int end = Math.min(text.length(), MOST_LETTERS);
        for (int i = 0; i < end; ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (prints(c) && (c < 0x7f || !ascii)) {
                safe.appendCodePoint(c);
            } else {
                for (char half : Character.toChars(c)) {
                    safe.append(String.format("\\u%04x", (int) half));
                }
            }
        }
        return end < text.length() ? safe.append("...").toString() : safe.toString();
    }

    private static boolean prints(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT, // marks of writing direction are among these
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
