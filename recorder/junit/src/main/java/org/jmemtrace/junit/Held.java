// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the process holds at an instant. */
final class Held {
    private Held() {}

    /** Bytes of direct and mapped buffers. */
    static long bufferBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** The resident set in bytes; -1 where the system does not tell. */
    static long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException noSuchSystem) {
            return -1;
        }
        return -1;
    }

    /** Bytes in use on the Java heap after two garbage collections: the first may find what still has to be finalized. */
    static long retainedBytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Objects alive after a garbage collection, by class name as in {@link Class#getName()}. */
    static Map<String, Long> instances() {
        try {
            ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(commands, "gcClassHistogram", new Object[] {new String[0]}, new String[] {
                        String[].class.getName()
                    });
            return parsed(String.valueOf(text));
        } catch (JMException e) {
            throw new IllegalStateException("this JVM has no class histogram: " + e, e);
        }
    }

    /** Lines as: 1: 4711 123456 com.acme.Session (com.acme@1.0). */
    private static Map<String, Long> parsed(String histogram) {
        Map<String, Long> counts = new HashMap<>();
        for (String line : histogram.split("\\R")) {
            String[] words = line.trim().split("\\s+");
            if (words.length >= 4 && words[0].matches("\\d+:")) {
                counts.merge(words[3], Long.parseLong(words[1]), Long::sum); // of several loaders
            }
        }
        return counts;
    }
}
