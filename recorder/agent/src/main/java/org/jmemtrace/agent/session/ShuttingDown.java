// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

/** Whether the JVM is on its way out, when restoring classes would only delay it. */
final class ShuttingDown {
    private ShuttingDown() {}

    static boolean now() {
        Thread probe = new Thread("jmemtrace");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException inProgress) {
            return true;
        }
    }
}
