// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

/**
 * One line of what the doctor says.
 *
 * @param remedy what to do about it; empty where nothing need be done
 */
record Finding(Verdict verdict, String subject, String text, String remedy) {
    /** How good it is: as it should be; works with a loss; does not work. */
    enum Verdict {
        OK,
        WARN,
        MISS
    }

    static Finding ok(String subject, String text) {
        return new Finding(Verdict.OK, subject, text, "");
    }

    static Finding warn(String subject, String text, String remedy) {
        return new Finding(Verdict.WARN, subject, text, remedy);
    }

    static Finding miss(String subject, String text, String remedy) {
        return new Finding(Verdict.MISS, subject, text, remedy);
    }
}
