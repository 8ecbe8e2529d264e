// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Class files by class name, made of Java source in memory. */
final class Compiled {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private Compiled() {}

    /** Compiles the body of a class named {@code Program}. */
    static Map<String, byte[]> body(String members) {
        return source(
                17, "import java.util.*;\nimport java.util.function.*;\npublic class Program {\n" + members + "\n}");
    }

    /** The class file of {@code Program}. */
    static byte[] program(Map<String, byte[]> classes) {
        return Objects.requireNonNull(classes.get("Program"));
    }

    /** Compiles one source file of a class named {@code Program}. */
    static Map<String, byte[]> source(int release, String source) {
        Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("mem:///Program.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaFileManager memory = new ForwardingJavaFileManager<>(COMPILER.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        written.put(className, bytes);
                        return bytes;
                    }
                };
            }
        };
        List<String> options = List.of("-g", "--release", String.valueOf(release), "-proc:none", "-Xlint:none");
        if (!COMPILER.getTask(null, memory, null, options, null, List.of(file)).call()) {
            throw new AssertionError("does not compile: " + source);
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }
}
