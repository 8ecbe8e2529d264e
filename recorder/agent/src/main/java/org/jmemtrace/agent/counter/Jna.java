// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.NativeLibrary;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * JNA, started without a trace. It goes by system properties and leaves some behind, and these are there for the
 * program's own JNA, if it has one; and it starts a thread, which is to be none of the program's.
 */
final class Jna {
    /** What it reads and sets begins with one of these. */
    private static final String[] PREFIXES = {"jna.", "jnidispatch."};

    private static final Map<String, String> OURS = Map.of(
            // Else it may load another version's native library, from where the system keeps such.
            "jna.nosys", "true",
            // Else it looks for library directories by starting a process (ldconfig).
            "jna.platform.library.path", "");

    private Jna() {}

    /** The libraries that the process has loaded; throws a {@link LinkageError} where JNA does not work. */
    static NativeLibrary process() {
        return Started.PROCESS;
    }

    /** One of them by its path. */
    static NativeLibrary library(String path) {
        process();
        return NativeLibrary.getInstance(path);
    }

    private static NativeLibrary start() {
        NativeLibrary[] process = new NativeLibrary[1];
        OwnThread.run("start", () -> {
            Properties properties = System.getProperties();
            Map<String, String> before = take(properties);
            properties.putAll(OURS);
            try {
                process[0] = NativeLibrary.getProcess();
            } finally {
                take(properties);
                properties.putAll(before);
                removeUnpacked();
            }
        });
        return process[0];
    }

    /** The native library was unpacked to be loaded; our class loader knows where. */
    private static void removeUnpacked() {
        try {
            if (Jna.class.getClassLoader() instanceof Closeable unpacked) {
                unpacked.close();
            }
        } catch (IOException leftBehind) {
            // The program may have been told to forbid it; the file does no harm.
        }
    }

    /** Takes away what is JNA's. */
    private static Map<String, String> take(Properties properties) {
        Map<String, String> taken = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            for (String prefix : PREFIXES) {
                if (name.startsWith(prefix)) {
                    taken.put(name, properties.getProperty(name));
                    properties.remove(name);
                }
            }
        }
        return taken;
    }

    /** What is run on the other thread must not be in here: it would wait for this class. */
    private static final class Started {
        static final NativeLibrary PROCESS = start();
    }
}
