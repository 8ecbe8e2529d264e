// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * A program of which every method is woven. Its entry is the static method {@code run} of a class named {@code Program},
 * which returns what it found.
 *
 * @param classes class files by class name, as they were
 * @param woven the same, woven where there was something to weave
 * @param skipped how many methods were left as they were
 */
record Woven(
        Map<String, byte[]> classes,
        Map<String, byte[]> woven,
        boolean everyMethod,
        SiteNumbers sites,
        NativeMethods natives,
        int skipped) {

    static Woven of(Map<String, byte[]> classes) {
        return of(classes, true);
    }

    static Woven of(Map<String, byte[]> classes, boolean everyMethod) {
        return of(classes, everyMethod, Granularity.CALL);
    }

    static Woven of(Map<String, byte[]> classes, boolean everyMethod, Granularity granularity) {
        SiteNumbers sites = new SiteNumbers();
        NativeMethods natives = new NativeMethods();
        Map<String, byte[]> byInternalName = new HashMap<>();
        classes.forEach((name, file) -> byInternalName.put(name.replace('.', '/'), file));
        Map<String, byte[]> woven = new LinkedHashMap<>();
        int skipped = 0;
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            ClassWeaver weaver = new ClassWeaver(sites, everyMethod, granularity, natives, byInternalName::get);
            byte[] file = weaver.weave(entry.getValue());
            woven.put(entry.getKey(), file == null ? entry.getValue() : file);
            skipped += weaver.skippedMethods();
        }
        Predicate<String> unknowing = natives.dispatched().takeUnknowing();
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            if (unknowing != null && unknowing.test(entry.getKey())) {
                byte[] again = new ClassWeaver(sites, everyMethod, granularity, natives, byInternalName::get)
                        .weave(entry.getValue());
                woven.put(entry.getKey(), again == null ? entry.getValue() : again);
            }
        }
        return new Woven(classes, woven, everyMethod, sites, natives, skipped);
    }

    /** As {@link #runAsBefore()}, and the classes are in order by ASM's book; all with probes for lines too. */
    List<String> check() throws Exception {
        List<String> calls = checkThis();
        assertThat(of(classes, everyMethod, Granularity.LINE).checkThis()).isEqualTo(calls);
        assertThat(of(classes, everyMethod, Granularity.BYTECODE).checkThis()).isEqualTo(calls);
        return calls;
    }

    private List<String> checkThis() throws Exception {
        for (byte[] file : woven.values()) {
            assertThat(verify(file)).isEmpty();
        }
        return runAsBefore();
    }

    /** The woven classes load, and do as before; returns their calls as they ended. */
    List<String> runAsBefore() throws Exception {
        Object expected = run(classes);
        CallLog log = CallLog.start(sites, natives);
        Object result;
        List<String> calls;
        try {
            result = run(woven);
        } finally {
            calls = log.stop();
        }
        assertThat(result).isEqualTo(expected);
        return calls;
    }

    private String verify(byte[] file) {
        StringWriter complaints = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(file), new Loader(classes), false, new PrintWriter(complaints));
        return complaints.toString();
    }

    private static Object run(Map<String, byte[]> classes) throws Exception {
        Loader loader = new Loader(classes);
        for (String name : classes.keySet()) {
            // To look at a class's methods links it, and that verifies it; it initialises nothing.
            assertThat(Class.forName(name, false, loader).getDeclaredMethods()).isNotNull();
        }
        try {
            return loader.loadClass("Program").getMethod("run").invoke(null);
        } catch (InvocationTargetException thrown) {
            throw new AssertionError("the program failed", thrown.getCause());
        }
    }

    /** Sees the probes, as every loader does that asks the boot loader. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Woven.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = classes.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, file, 0, file.length);
        }
    }
}
