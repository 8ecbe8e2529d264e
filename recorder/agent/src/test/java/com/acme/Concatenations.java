// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

/**
 * Concatenates strings; that line takes 48 bytes, a String of 24 and its byte[] of 24, and as many again as the compiled
 * form takes for its builder.
 */
@SuppressWarnings("UnusedVariable") // what counts is that they are made
public final class Concatenations {
    private static volatile Object sink;

    private Concatenations() {}

    /** Lines are named behind them. */
    static void run(int times) {
        for (int i = 0; i < times; i++) {
            run("abc", 4);
        }
    }

    private static void run(String word, int number) {
        sink = new byte[100]; // before
        sink = word + number; // concatenated
        sink = new byte[200]; // after
    }
}
