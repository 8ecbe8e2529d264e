// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

/**
 * What {@code Thread.stop} of JDKs up to 19 throws into a thread, wherever that is: in a probe as well. It is the
 * program's, which waits for it, so a probe that catches all that goes wrong in it must let it pass.
 */
final class Stopping {
    /** By name: the class is to be removed from some JDK. */
    private static final String THROWN = "java.lang.ThreadDeath";

    private Stopping() {}

    static boolean is(Throwable thrown) {
        return thrown.getClass().getName().equals(THROWN);
    }

    /** Throws it on, if it is that. */
    static void pass(Throwable thrown) {
        if (is(thrown) && thrown instanceof Error stop) {
            throw stop;
        }
    }
}
