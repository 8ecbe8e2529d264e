// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import jdk.jfr.FlightRecorderListener;
import org.jspecify.annotations.Nullable;

/**
 * Loads the recorder's core and its libraries, which lie in jars inside the agent's jar, so that the program sees none
 * of them. They are one named module: native access and access to JDK internals can then be given to it alone, and no
 * JDK warns of them.
 *
 * <p>The jars are unpacked, opened and removed at once. The native library of JNA is unpacked when JNA asks for it and
 * removed as soon as it is loaded.
 */
final class IsolatedLoader extends ClassLoader implements Closeable {
    private static final String NESTED = "META-INF/jmemtrace/";
    private static final String CORE = "org.jmemtrace.agent.session.Session";
    private static final String MODULE = "org.jmemtrace.agent";

    /** JNA logs through java.util.logging, which must not wake before the program had a chance to set its own up. */
    private static final byte[] LOGGING = latin1("java/util/logging/");

    /** As long as what it replaces, so that it can be done in the constant pool without reading the class. */
    private static final byte[] QUIET = latin1("org/jmemtrace/jna/");

    private static final int BUFFER = 16_384;

    static {
        registerAsParallelCapable();
    }

    private final List<JarFile> jars;
    private @Nullable PrivateDirectory unpacked;

    /** For class files; null while a class is defined from it. */
    private final AtomicReference<byte @Nullable []> buffer = new AtomicReference<>();

    private IsolatedLoader(List<JarFile> jars) {
        super("jmemtrace", ClassLoader.getPlatformClassLoader());
        this.jars = jars;
    }

    /** Unpacks, loads and starts the core. */
    static FlightRecorderListener loadCore(Instrumentation instrumentation, String arguments) throws Exception {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            List<JarFile> jars = new ArrayList<>();
            Map<String, byte[]> probes = new HashMap<>();
            unpack(directory, jars, probes);
            IsolatedLoader loader = new IsolatedLoader(jars);
            loader.defineModule();
            return (FlightRecorderListener) loader.loadClass(CORE)
                    .getMethod("start", Instrumentation.class, Map.class, String.class)
                    .invoke(null, instrumentation, probes, arguments);
        }
    }

    private static void unpack(PrivateDirectory directory, List<JarFile> jars, Map<String, byte[]> probes)
            throws Exception {
        URI self =
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (JarFile agentJar = new JarFile(new File(self))) {
            for (JarEntry entry : (Iterable<JarEntry>) agentJar.stream()::iterator) {
                String name = entry.getName();
                if (!name.startsWith(NESTED) || !name.endsWith(".jar")) {
                    continue;
                }
                String fileName = name.substring(NESTED.length());
                try (InputStream content = agentJar.getInputStream(entry)) {
                    JarFile jar = new JarFile(directory.write(fileName, content).toFile());
                    if (fileName.equals("probes.jar")) {
                        readClasses(jar, probes);
                        jar.close();
                    } else {
                        jars.add(jar);
                    }
                }
            }
        }
    }

    private static void readClasses(JarFile jar, Map<String, byte[]> classes) throws IOException {
        for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
            if (entry.getName().endsWith(".class")) {
                try (InputStream content = jar.getInputStream(entry)) {
                    classes.put(className(entry.getName()), bytes(entry, content));
                }
            }
        }
    }

    /** Makes nothing but the array: what is touched here is in the resident set of an idle program for good. */
    private static byte[] bytes(ZipEntry entry, InputStream content) throws IOException {
        return fill(new byte[(int) entry.getSize()], entry, content);
    }

    private static byte[] fill(byte[] bytes, ZipEntry entry, InputStream content) throws IOException {
        if (content.readNBytes(bytes, 0, (int) entry.getSize()) < entry.getSize()) {
            throw new EOFException(entry.getName());
        }
        return bytes;
    }

    private void defineModule() {
        Set<String> packages = new TreeSet<>();
        for (JarFile jar : jars) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/") && name.contains("/"))
                    .forEach(name -> packages.add(
                            name.substring(0, name.lastIndexOf('/')).replace('/', '.')));
        }
        ModuleDescriptor.Builder builder = ModuleDescriptor.newOpenModule(MODULE)
                .packages(packages)
                .requires(Set.of(ModuleDescriptor.Requires.Modifier.MANDATED), "java.base")
                .requires("java.instrument")
                .requires("jdk.jfr");
        for (String optional : List.of("java.management", "jdk.management")) {
            if (ModuleLayer.boot().findModule(optional).isPresent()) {
                builder.requires(optional);
            }
        }
        String version = Agent.class.getPackage().getImplementationVersion();
        if (version != null) {
            builder.version(version);
        }
        ModuleFinder finder = new OneModule(builder.build());
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of(MODULE));
        ModuleLayer.defineModules(configuration, List.of(ModuleLayer.boot()), name -> this);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String entryName = name.replace('.', '/') + ".class";
        for (JarFile jar : jars) {
            ZipEntry entry = jar.getEntry(entryName);
            if (entry != null) {
                try (InputStream content = jar.getInputStream(entry)) {
                    return define(name, entry, content);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        }
        throw new ClassNotFoundException(name);
    }

    /** In the one buffer, unless another thread has it at the moment. */
    private Class<?> define(String name, ZipEntry entry, InputStream content) throws IOException {
        byte[] free = buffer.getAndSet(null);
        int size = (int) entry.getSize();
        byte[] bytes =
                fill(free == null || free.length < size ? new byte[Math.max(size, BUFFER)] : free, entry, content);
        if (name.startsWith("com.sun.jna.")) {
            quieten(bytes, size);
        }
        Class<?> defined = defineClass(name, bytes, 0, size);
        buffer.set(bytes);
        return defined;
    }

    @Override
    protected @Nullable Class<?> findClass(@Nullable String moduleName, String name) {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Unpacks a resource; JNA loads its native library from the file if it gets one. */
    @Override
    protected @Nullable URL findResource(String name) {
        try {
            byte[] bytes = name.endsWith(".so") ? read(name) : null;
            if (bytes == null) {
                return null;
            }
            String fileName = name.substring(name.lastIndexOf('/') + 1);
            return unpack(fileName, bytes);
        } catch (IOException e) {
            return null;
        }
    }

    private synchronized URL unpack(String fileName, byte[] bytes) throws IOException {
        PrivateDirectory directory = unpacked;
        if (directory == null) {
            directory = PrivateDirectory.create();
            unpacked = directory;
        }
        return directory
                .write(fileName, new java.io.ByteArrayInputStream(bytes))
                .toUri()
                .toURL();
    }

    /** Removes the files that were unpacked as resources; what is loaded of them stays so. */
    @Override
    public synchronized void close() throws IOException {
        PrivateDirectory directory = unpacked;
        unpacked = null;
        if (directory != null) {
            directory.close();
        }
    }

    private byte @Nullable [] read(String entryName) throws IOException {
        for (JarFile jar : jars) {
            ZipEntry entry = jar.getEntry(entryName);
            if (entry != null) {
                try (InputStream content = jar.getInputStream(entry)) {
                    return bytes(entry, content);
                }
            }
        }
        return null;
    }

    private static void quieten(byte[] classFile, int size) {
        for (int i = 0; i <= size - LOGGING.length; i++) {
            if (classFile[i] == LOGGING[0]
                    && java.util.Arrays.equals(classFile, i, i + LOGGING.length, LOGGING, 0, LOGGING.length)) {
                System.arraycopy(QUIET, 0, classFile, i, QUIET.length);
            }
        }
    }

    private static byte[] latin1(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String className(String entryName) {
        return entryName.substring(0, entryName.length() - ".class".length()).replace('/', '.');
    }
}
