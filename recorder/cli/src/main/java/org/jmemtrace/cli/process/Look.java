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
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String BOLD = "1";

    String growth(String cell, long change) {
        return change == 0 ? cell : paint(cell, change > 0 ? RED : GREEN);
    }

    String bold(String line) {
        return paint(line, BOLD);
    }

    private String paint(String text, String code) {
        return colour && !text.isBlank() ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
