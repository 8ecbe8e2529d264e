// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs the same small class in loaders of many kinds, as application servers and plug-in systems have them. */
public final class Loaders {
    private static final String TASK = "com.acme.Loaders$Task";

    /** What they load; each time it runs it adds one call. */
    public static final class Task implements Callable<Integer> {
        @Override
        public Integer call() {
            return new int[17].length;
        }
    }

    /** As OSGi has it: what is not the JDK's must be imported, and who imports us? */
    private static final class JdkOnly extends ClassLoader {
        JdkOnly() {
            super("jdk only", Loaders.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (name.startsWith("java.")) {
                    return super.loadClass(name, resolve);
                }
                if (name.equals(TASK)) {
                    byte[] file = read();
                    return defineClass(name, file, 0, file.length);
                }
                throw new ClassNotFoundException(name + " is not imported");
            }
        }
    }

    /** Its children first, as web applications have it; and strange in what it says of itself. */
    private static final class Selfish extends URLClassLoader {
        Selfish(URL... path) {
            super(path, Loaders.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : name.equals(TASK) ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        @Override
        public int hashCode() {
            throw new UnsupportedOperationException("has no hash code");
        }

        @Override
        public boolean equals(Object other) {
            throw new UnsupportedOperationException("is not compared");
        }
    }

    private Loaders() {}

    public static void main(String[] arguments) throws Exception {
        URL here = Loaders.class.getProtectionDomain().getCodeSource().getLocation();
        run("class path", Loaders.class.getClassLoader());
        run("no parent", new URLClassLoader(new URL[] {here}, null));
        run("platform parent", new URLClassLoader(new URL[] {here}, ClassLoader.getPlatformClassLoader()));
        run("jdk only", new JdkOnly());
        run("selfish", new Selfish(here));
        List<WeakReference<ClassLoader>> shortLived = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ClassLoader loader = new Selfish(here);
            run("short-lived", loader);
            shortLived.add(new WeakReference<>(loader));
        }
        System.out.println("unloaded " + unloaded(shortLived));
    }

    /** Whether, within a while, all but a few are gone. */
    private static boolean unloaded(List<WeakReference<ClassLoader>> loaders) {
        for (int i = 0; i < 100; i++) {
            System.gc();
            if (loaders.stream().filter(loader -> loader.get() != null).count() < 5) {
                return true;
            }
        }
        return false;
    }

    private static void run(String name, ClassLoader loader) throws Exception {
        Class<?> type = loader.loadClass(TASK);
        Object result = ((Callable<?>) type.getConstructor().newInstance()).call();
        System.out.println(name + " " + result + " " + (type.getClassLoader() == loader));
    }

    private static byte[] read() {
        try (InputStream in = Loaders.class.getResourceAsStream("Loaders$Task.class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
