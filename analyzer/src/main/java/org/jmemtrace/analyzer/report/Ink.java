// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

/** Colour, which only ever repeats what a word says. */
public enum Ink {
    PLAIN,
    COLORED;

    private static final String ESC = "\u001b[";
    private static final String RESET = ESC + "0m";

    String bold(String text) {
        return paint(text, "1m");
    }

    String red(String text) {
        return paint(text, "1;31m");
    }

    String green(String text) {
        return paint(text, "1;32m");
    }

    String yellow(String text) {
        return paint(text, "1;33m");
    }

    String dim(String text) {
        return paint(text, "2m");
    }

    private String paint(String text, String code) {
        return this == PLAIN ? text : ESC + code + text + RESET;
    }
}
