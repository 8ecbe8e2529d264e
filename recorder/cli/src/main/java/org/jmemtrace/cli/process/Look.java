// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

/**
 * The screen that a table is written for.
 *
 * @param width in characters
 * @param height in lines; 0: there is no screen, and no limit
 * @param colour whether growth is red and bold the total: a second way to say it, never the only one
 */
public record Look(int width, int height, boolean colour) {
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int NO_COLOUR = 39;
    private static final int BOLD = 1;
    private static final int NOT_BOLD = 22;

    String growth(String cell, long change) {
        return change == 0 ? cell : paint(cell, change > 0 ? RED : GREEN, NO_COLOUR);
    }

    String bold(String line) {
        return paint(line, BOLD, NOT_BOLD);
    }

    private String paint(String text, int begin, int end) {
        return colour && !text.isBlank() ? "\033[" + begin + "m" + text + "\033[" + end + "m" : text;
    }
}
