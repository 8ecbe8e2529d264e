// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A registry holds a class of each plug-in, and so the plug-in's loader; the twin's registry forgets. */
final class ClassLoaders implements Specimen {
    private final List<Class<?>> registry = new ArrayList<>();
    private final byte[] plugin = read();

    static class PluginLoader extends ClassLoader {
        Class<?> load(byte[] file) {
            return defineClass(null, file, 0, file.length);
        }
    }

    static final class UnloadedLoader extends PluginLoader {}

    /** Defined anew by each loader. */
    static final class Plugin {}

    private static byte[] read() {
        try (InputStream file = ClassLoaders.class.getResourceAsStream("ClassLoaders$Plugin.class")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void leak(int number) {
        registry.add(new PluginLoader().load(plugin));
    }

    @Override
    public void twin(int number) {
        registry.remove(new UnloadedLoader().load(plugin));
    }
}
