// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

/** The class of {@link Attended}'s program that is recorded when the other is not. */
final class Unattended {
    private static volatile Object sink = "";

    private Unattended() {}

    static void work() {
        sink = new byte[1000];
    }
}
