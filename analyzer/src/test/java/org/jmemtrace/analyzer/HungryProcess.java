// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.util.ArrayList;
import java.util.List;

/** Takes memory and CPU time for some seconds, and so does a child of it, with a secret on its command line. */
public final class HungryProcess {
    private static final int MEBIBYTE = 1 << 20;

    private HungryProcess() {}

    public static void main(String[] arguments) throws Exception {
        Process child = arguments.length > 0 ? null : child();
        long end = System.nanoTime() + 5_000_000_000L;
        List<byte[]> kept = new ArrayList<>();
        while (System.nanoTime() < end) {
            byte[] bytes = new byte[MEBIBYTE];
            for (int i = 0; i < 20 * MEBIBYTE; i++) {
                bytes[i % MEBIBYTE] += (byte) i;
            }
            if (kept.size() < 100) {
                kept.add(bytes);
            }
        }
        if (child != null) {
            child.waitFor();
        }
    }

    private static Process child() throws Exception {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HungryProcess.class.getName(),
                        "--password=hunter2")
                .inheritIO()
                .start();
    }
}
