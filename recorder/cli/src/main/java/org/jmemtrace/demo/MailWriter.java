// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.demo;

/** Leaks nothing: a lot of text, and all of it garbage a moment later. */
final class MailWriter {
    private static final int LINES = 1000;

    /** Writes the mail for an order and gives its length, as if it had been sent. */
    int write(int order) {
        StringBuilder mail = new StringBuilder("Your order ").append(order).append('\n');
        for (int line = 0; line < LINES; line++) {
            mail.append("Photo ")
                    .append(line)
                    .append(" of order ")
                    .append(order)
                    .append('\n');
        }
        return mail.toString().length();
    }
}
