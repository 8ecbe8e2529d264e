// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import jdk.internal.access.SharedSecrets;
import jdk.internal.misc.Unsafe;

/**
 * Gives the recorder's own two modules, and no other, what they need of the JDK: so no JDK warns, and the program sees
 * nothing open that is otherwise closed.
 */
final class JdkAccess {
    private JdkAccess() {}

    /**
     * Puts the probes on the boot loader, where woven code of every loader finds them, and opens what they need.
     *
     * <p>They are defined there instead of being appended to the boot class path, because appending makes the JVM say
     * "Sharing is only supported for boot loader classes" on standard output and give up class data sharing.
     *
     * @param probes class files by class name
     */
    static void open(Instrumentation instrumentation, Map<String, byte[]> probes) {
        Module ours = JdkAccess.class.getModule();
        export(instrumentation, Object.class.getModule(), "jdk.internal.misc", ours);
        export(instrumentation, Object.class.getModule(), "jdk.internal.access", ours);
        export(instrumentation, Object.class.getModule(), "jdk.internal.loader", ours);
        Module flightRecorder = jdk.jfr.Event.class.getModule();
        export(instrumentation, flightRecorder, "jdk.jfr.internal", ours);
        if (flightRecorder.getPackages().contains("jdk.jfr.internal.event")) { // where newer ones have the writers
            export(instrumentation, flightRecorder, "jdk.jfr.internal.event", ours);
        }
        Module boot = Definition.define(probes);
        export(instrumentation, Object.class.getModule(), "jdk.internal.misc", boot);
        export(instrumentation, Object.class.getModule(), "jdk.internal.vm", boot);
        instrumentation.redefineModule(ours, Set.of(boot), Map.of(), Map.of(), Set.of(), Map.of());
        NativeAccess.enable(ours);
    }

    private static void export(Instrumentation instrumentation, Module from, String packageName, Module to) {
        instrumentation.redefineModule(from, Set.of(), Map.of(packageName, Set.of(to)), Map.of(), Set.of(), Map.of());
    }

    /** Apart, because it links only once the exports are there. */
    private static final class Definition {
        private Definition() {}

        static Module define(Map<String, byte[]> classes) {
            Deque<Map.Entry<String, byte[]>> toDefine = new ArrayDeque<>(classes.entrySet());
            Module module = null;
            for (int refused = 0; !toDefine.isEmpty(); ) {
                Map.Entry<String, byte[]> entry = toDefine.removeFirst();
                byte[] file = entry.getValue();
                String name = entry.getKey().replace('.', '/');
                try {
                    Class<?> defined = Unsafe.getUnsafe().defineClass(name, file, 0, file.length, null, null);
                    module = defined.getModule();
                    refused = 0;
                } catch (NoClassDefFoundError superclassFirst) {
                    toDefine.addLast(entry);
                    if (++refused > toDefine.size()) {
                        throw superclassFirst;
                    }
                }
            }
            if (module == null) {
                throw new IllegalStateException("the agent's jar holds no probes");
            }
            return module;
        }
    }

    /** Apart, for the same reason. */
    private static final class NativeAccess {
        private NativeAccess() {}

        /** JNA loads a library: from JDK 24 the JVM warns unless the module that does may. */
        static void enable(Module module) {
            SharedSecrets.getJavaLangAccess().addEnableNativeAccess(module);
        }
    }
}
