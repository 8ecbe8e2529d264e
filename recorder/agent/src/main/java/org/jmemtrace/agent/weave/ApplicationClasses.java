// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import jdk.internal.loader.Resource;
import jdk.internal.loader.URLClassPath;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of classes that are not loaded yet, from the class path of the JDK's application class loader and from
 * the local URLs of {@link URLClassLoader}s. No method of a loader is called that a program can override: it might
 * notice. Where a subclass finds its classes elsewhere, they are not found here.
 */
final class ApplicationClasses {
    private static final ClassLoader LOADER = ClassLoader.getSystemClassLoader();
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long PARENT = UNSAFE.objectFieldOffset(ClassLoader.class, "parent");
    private static final long URLS = UNSAFE.objectFieldOffset(URLClassLoader.class, "ucp");

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
     * Null if there is no such file, or the loader is of another kind.
     *
     * @param internalName of the class
     */
    static byte @Nullable [] read(ClassLoader loader, String internalName) {
        try {
            return find(loader, internalName + ".class");
        } catch (IOException unreadable) { // as the JVM will find out
            return null;
        }
    }

    private static byte @Nullable [] find(@Nullable ClassLoader loader, String name) throws IOException {
        if (loader == LOADER && LOADER.getClass().getName().startsWith("jdk.internal.loader.")) {
            byte[] found = find(CLASS_PATH, name);
            return found == null ? findInModule(name) : found;
        }
        if (loader instanceof URLClassLoader) {
            byte[] found = find((ClassLoader) UNSAFE.getReference(loader, PARENT), name);
            URLClassPath urls = (URLClassPath) UNSAFE.getReference(loader, URLS);
            return found == null && isLocal(urls) ? find(urls, name) : found;
        }
        return null;
    }

    private static byte @Nullable [] find(@Nullable URLClassPath urls, String name) throws IOException {
        Resource resource = urls == null ? null : urls.getResource(name);
        return resource == null ? null : resource.getBytes();
    }

    /** What is far away is not fetched twice. */
    private static boolean isLocal(@Nullable URLClassPath urls) {
        if (urls != null) {
            for (URL url : urls.getURLs()) {
                if (!url.getProtocol().equals("file")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte @Nullable [] findInModule(String name) throws IOException {
        try (InputStream file = LOADER.getResourceAsStream(name)) {
            return file == null ? null : file.readAllBytes();
        }
    }
}
