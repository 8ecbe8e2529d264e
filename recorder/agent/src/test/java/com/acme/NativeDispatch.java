// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/**
 * Calls native methods through an interface and through a superclass, of classes that come after their callers, in a
 * loader that no one can ask for files.
 */
public final class NativeDispatch {
    private static final int MEGABYTE = 1 << 20;

    private NativeDispatch() {}

    /** What the callers know. */
    public interface Memory {
        long malloc(long bytes);
    }

    /** The other thing that they know. */
    public abstract static class Filling {
        public abstract long memset(long address, int value, long bytes);
    }

    /** One that is not native. */
    static final class Managed extends Filling implements Memory {
        @Override
        public long malloc(long bytes) {
            return new byte[1000 - 16].length;
        }

        @Override
        public long memset(long address, int value, long bytes) {
            return new byte[3000 - 16].length;
        }
    }

    /** Loaded by {@link Hidden}. */
    public static final class CMemory implements Memory {
        static {
            Native.register("c");
        }

        @Override
        public native long malloc(long bytes);
    }

    /** So is this. */
    public static class CFilling extends Filling {
        static {
            Native.register("c");
        }

        @Override
        public native long memset(long address, int value, long bytes);
    }

    /** Calls a static one, of a class that comes later, in the same loader. */
    public static final class Caller implements IntConsumer {
        @Override
        public void accept(int times) {
            for (int i = 0; i < times; i++) {
                CStatic.getppid();
            }
        }
    }

    /** That class. */
    static final class CStatic {
        static {
            Native.register("c");
        }

        private CStatic() {}

        static native int getppid();
    }

    /** Loads these from bytes that it keeps to itself. */
    private static final class Hidden extends ClassLoader {
        Hidden() {
            super(NativeDispatch.class.getClassLoader());
        }

        Object make(Class<?> type) throws ReflectiveOperationException {
            return loadClass(type.getName()).getConstructor().newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(NativeDispatch.class.getName() + "$C")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = file.readAllBytes();
                return known == null ? defineClass(name, bytes, 0, bytes.length) : known;
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    static void fill(Memory memory, Filling filling, int megabytes) {
        for (int i = 0; i < megabytes; i++) {
            filling.memset(memory.malloc(MEGABYTE), 1, MEGABYTE);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Managed managed = new Managed();
        fill(managed, managed, 10);
        Hidden loader = new Hidden();
        Memory memory = (Memory) loader.make(CMemory.class);
        Filling filling = (Filling) loader.make(CFilling.class);
        IntConsumer caller = (IntConsumer) loader.make(Caller.class);
        caller.accept(0);
        loader.loadClass(CStatic.class.getName());
        Thread.sleep(2000); // by now the callers know
        caller.accept(50);
        fill(memory, filling, 64);
        fill(managed, managed, 90);
        System.out.println(100);
    }
}
