// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

/**
 * An instruction that makes objects.
 *
 * @param offset of the instruction behind which the object lies on the stack
 * @param of the instruction that says what is made: the {@code new} of a constructor's call, else the same
 * @param kind which probe it takes
 */
record Making(int offset, int of, Kind kind) {
    /** How it is told what was made. */
    enum Kind {
        /** Always an object of one class. */
        ONE_TYPE("made", true),
        /** An object of whatever class. */
        ANY_TYPE("made", false),
        /** An object that may be a shared one. */
        PERHAPS("perhapsMade", false),
        /** An array with the arrays in it. */
        LEVELS("madeAll", false);

        private final String probe;
        private final boolean oneType;

        Kind(String probe, boolean oneType) {
            this.probe = probe;
            this.oneType = oneType;
        }

        String probe() {
            return probe;
        }

        boolean isOneType() {
            return oneType;
        }
    }
}
