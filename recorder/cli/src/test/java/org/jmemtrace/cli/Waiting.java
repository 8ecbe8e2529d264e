// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what must come soon. */
final class Waiting {
    private static final long SECONDS = 60;

    private Waiting() {}

    static void until(Callable<Boolean> come) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!come.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it has not come within " + SECONDS + " s");
            }
            Thread.sleep(10);
        }
    }
}
