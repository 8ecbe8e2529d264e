// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jmemtrace.agent.Jvms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * Real class files by the thousand: those of this JDK, of a newer one where there is one, and of the tests' own class path, with Kotlin's and Scala's. Each is woven at every
 * granularity, and must then be in order by ASM's book. {@code -Djmemtrace.classes=all} takes all of them, which takes
 * some minutes; else a number of them that is drawn with {@code -Djmemtrace.seed}.
 */
class ManyClassesTest {
    private static final String HOW_MANY = System.getProperty("jmemtrace.classes", "1500");
    private static final List<String> MODULES =
            List.of("java.base", "java.xml", "java.desktop", "jdk.compiler", "java.sql", "jdk.jfr");
    private static final long SEED = Long.getLong("jmemtrace.seed", 20_260_101);

    @ParameterizedTest
    @EnumSource(Granularity.class)
    void weave_realClasses_areInOrder(Granularity granularity) throws IOException {
        int methods = 0;
        int skipped = 0;
        List<String> wrong = new ArrayList<>();
        List<byte[]> sample = sample();
        SiteNumbers sites = new SiteNumbers();
        NativeMethods natives = new NativeMethods();
        for (byte[] file : sample) {
            ClassWeaver weaver = new ClassWeaver(sites, /* everyMethod= */ true, granularity, natives, name -> null);
            byte[] woven = weaver.weave(file);
            skipped += weaver.skippedMethods();
            if (woven != null) {
                methods += weaver.wovenMethods();
                String complaint = check(woven);
                if (!complaint.isEmpty() && check(file).isEmpty()) {
                    wrong.add(complaint);
                }
            }
        }

        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(methods).isGreaterThan(5 * sample.size());
        assertThat(skipped).as("methods too long with probes, or odd").isLessThan(methods / 200);
    }

    /** A class file, not read yet. */
    private interface ClassSource {
        byte[] read() throws IOException;
    }

    private static List<byte[]> sample() throws IOException {
        List<ClassSource> all = new ArrayList<>();
        List<Closeable> opened = new ArrayList<>();
        try {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(entry);
                if (Files.isRegularFile(path)) {
                    JarFile jar = new JarFile(path.toFile());
                    opened.add(jar);
                    jar.stream()
                            .filter(file -> isClass(file.getName()))
                            .forEach(file ->
                                    all.add(() -> jar.getInputStream(file).readAllBytes()));
                } else if (Files.isDirectory(path)) {
                    addTree(path, all);
                }
            }
            for (Path home : Jvms.homes()) {
                FileSystem runtime =
                        FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
                opened.add(runtime);
                addModules(runtime, all);
            }
            assertThat(all).hasSizeGreaterThan(10_000);
            Collections.shuffle(all, new Random(SEED));
            List<byte[]> files = new ArrayList<>();
            for (ClassSource each : HOW_MANY.equals("all") ? all : all.subList(0, Integer.parseInt(HOW_MANY))) {
                files.add(each.read());
            }
            return files;
        } finally {
            for (Closeable file : opened) {
                file.close();
            }
        }
    }

    private static void addModules(FileSystem runtime, List<ClassSource> into) throws IOException {
        for (String module : MODULES) {
            Path path = runtime.getPath("modules", module);
            if (Files.isDirectory(path)) {
                addTree(path, into);
            }
        }
    }

    private static void addTree(Path root, List<ClassSource> into) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(path -> isClass(path.toString()))
                    .sorted()
                    .forEach(path -> into.add(() -> Files.readAllBytes(path)));
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("-info.class");
    }

    /** What is wrong with a class by the book, empty if nothing is; no other class is looked at. */
    private static String check(byte[] file) {
        ClassNode type = new ClassNode();
        new ClassReader(file).accept(type, ClassReader.SKIP_DEBUG);
        String place = type.name;
        try {
            new ClassReader(file).accept(new CheckClassAdapter(new ClassNode(), /* checkDataFlow= */ false), 0);
            for (MethodNode method : type.methods) {
                place = type.name + "." + method.name + method.desc;
                new Analyzer<>(new BasicVerifier()).analyze(type.name, method);
            }
            return "";
        } catch (AnalyzerException | RuntimeException wrong) {
            return place + ": " + wrong.getMessage();
        }
    }
}
