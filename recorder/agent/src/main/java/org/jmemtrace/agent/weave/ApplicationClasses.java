// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import jdk.internal.loader.Resource;
import jdk.internal.loader.URLClassPath;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of classes that are not loaded yet, as the JDK's application class loader would. Other loaders are not
 * asked: they are the program's, and might notice.
 */
final class ApplicationClasses {
    private static final ClassLoader LOADER = ClassLoader.getSystemClassLoader();
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();

    /** Null if the loader is another one, as -Djava.system.class.loader can make it, or has no class path. */
    private static final @Nullable URLClassPath CLASS_PATH = classPath();

    private ApplicationClasses() {}

    private static @Nullable URLClassPath classPath() {
        Class<?> builtin = LOADER.getClass().getSuperclass();
        return builtin.getName().equals("jdk.internal.loader.BuiltinClassLoader")
                ? (URLClassPath) UNSAFE.getReference(LOADER, UNSAFE.objectFieldOffset(builtin, "ucp"))
                : null;
    }

    /**
     * Null if there is no such file, or the loader is another.
     *
     * @param internalName of the class
     */
    static byte @Nullable [] read(ClassLoader loader, String internalName) {
        if (loader != LOADER || !LOADER.getClass().getName().startsWith("jdk.internal.loader.")) {
            return null;
        }
        String name = internalName + ".class";
        try {
            Resource resource = CLASS_PATH == null ? null : CLASS_PATH.getResource(name);
            return resource == null ? readFromModule(name) : resource.getBytes();
        } catch (IOException unreadable) { // as the JVM will find out
            return null;
        }
    }

    private static byte @Nullable [] readFromModule(String name) throws IOException {
        try (InputStream file = LOADER.getResourceAsStream(name)) {
            return file == null ? null : file.readAllBytes();
        }
    }
}
