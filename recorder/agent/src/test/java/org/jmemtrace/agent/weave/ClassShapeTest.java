// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;

/** Woven classes differ in their code alone: reflection, serialization and retransformation see what they saw. */
class ClassShapeTest {
    @Test
    void classFile_woven_isTheSameButForItsCode() {
        Map<String, byte[]> classes = Compiled.body("""
            @Deprecated(since = "1") static abstract class Base<T extends Comparable<T>> implements java.io.Serializable {
                private transient int field;
                static final String CONSTANT = "constant";
                protected abstract T make(final int named, List<? super T> more) throws java.io.IOException;
                synchronized strictfp double sum(double... parts) { return parts.length; }
            }
            record Point(@Deprecated int x, long y) {}
            sealed interface Node permits Leaf {}
            non-sealed interface Leaf extends Node { default String text() { return "" + hashCode(); } }
            enum Colour { RED { }; }
            class Inner { Runnable make() { return () -> System.out.println(this); } }
            public static Object run() { return new Object() { int n = 5; }.n; }
            """);
        Woven woven = Woven.of(classes);

        assertThat(woven.woven()).hasSize(9);
        woven.woven()
                .forEach((name, file) ->
                        assertThat(shape(file)).isEqualTo(shape(Objects.requireNonNull(classes.get(name)))));
        assertThat(woven.woven().values())
                .filteredOn(file -> !classes.containsValue(file))
                .hasSize(8); // not Node
    }

    @Test
    void debugInformation_woven_keepsLinesAndVariables() {
        Map<String, byte[]> classes = Compiled.body("""
            public static Object run() {
                String text = "a";
                for (int i = 0; i < 3; i++) { long wide = i; text += wide; }
                List<String> list = new ArrayList<>(List.of(text));
                return list;
            }
            """);
        String before = text(Compiled.program(classes), 0);
        String after = text(Compiled.program(Woven.of(classes).woven()), 0);

        for (String kind : new String[] {"LINENUMBER", "LOCALVARIABLE"}) {
            assertThat(names(after, kind)).isNotEmpty().isEqualTo(names(before, kind));
        }
    }

    private static List<String> names(String text, String kind) {
        return text.lines()
                .filter(line -> line.contains(kind))
                .map(line -> line.strip().replaceAll(" L\\d.*", ""))
                .toList();
    }

    private static String shape(byte[] file) {
        return text(file, ClassReader.SKIP_CODE);
    }

    private static String text(byte[] file, int flags) {
        StringWriter text = new StringWriter();
        new ClassReader(file).accept(new TraceClassVisitor(new PrintWriter(text)), flags);
        return text.toString();
    }
}
