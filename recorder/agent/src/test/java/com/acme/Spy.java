// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Another agent, which changes nothing: it sees what those before it make of classes when they have them retransformed. */
public final class Spy implements ClassFileTransformer {
    private static final Map<String, byte[]> SEEN = new ConcurrentHashMap<>();
    private static Instrumentation instrumentation;

    private Spy() {}

    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** From here on it looks, as the last of the agents that have begun. */
    static void begin() {
        instrumentation.addTransformer(new Spy(), true);
    }

    /** The class file that the class was last given, in base 64; empty if it was left alone. */
    static String seen(String className) {
        return Base64.getEncoder().encodeToString(SEEN.getOrDefault(className, new byte[0]));
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] classFile) {
        if (type != null) {
            SEEN.put(type.getName(), classFile.clone());
        }
        return null;
    }
}
