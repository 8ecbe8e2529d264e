// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Lines of classes that were not compiled as usual: without line numbers, generated, with methods that are too long. */
final class CompiledLinesIT {
    private static final String CLASS = "com.acme.Program";

    /** An array of 16 bytes, put into a field, and where the field is. */
    private static final int BYTES_OF_STATEMENT = 7;

    private static final int LINE_OF_FIRST_STATEMENT = 6;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void class_withoutLineNumbers_allIsOnLine0(Path home) throws Exception {
        Path classes =
                ChildJvm.compile(Files.createDirectory(directory.resolve("c")), List.of("-g:none"), statements(20));

        for (String granularity : List.of("line", "bytecode")) {
            RecordedCalls calls = run(home, classes, granularity);

            assertThat(calls.lines().keySet())
                    .isNotEmpty()
                    .allMatch(line -> line.replaceFirst(" .*", "").endsWith(":0"));
            check(calls.method(CLASS + ".work"), 100, 20 * 100 * 32L);
            assertThat(calls.linesOf(CLASS + ".work").allocatedSelf).isEqualTo(20 * 100 * 32L);
            if (granularity.equals("line")) {
                check(calls.line(CLASS + ".work:0"), 100, 20 * 100 * 32L);
            } else {
                SortedMap<Integer, RecordedCalls.Method> bytecodes = calls.bytecodes(CLASS + ".work:0");
                assertThat(bytecodes).hasSizeGreaterThanOrEqualTo(20);
                assertThat(bytecodes.firstKey()).isEqualTo(2); // behind the array's length
                check(bytecodes.values().iterator().next(), 100, 100 * 32L);
            }
        }
    }

    /** Lines in no order, one twice, none at the begin, and the highest there can be. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void class_generated_linesAreAsItsTableSays(Path home) throws Exception {
        Path classes = generated(code -> {
            allocate(code, 84);
            line(code, 65_535);
            allocate(code, 184);
            line(code, 7);
            allocate(code, 284);
            line(code, 3);
            allocate(code, 384);
            line(code, 7);
            allocate(code, 484);
        });

        RecordedCalls byLine = run(home, classes, "line");
        check(byLine.method(CLASS + ".work"), 100, 100 * (104 + 200 + 304 + 400 + 504L));
        check(byLine.line(CLASS + ".work:0"), 100, 100 * 104L);
        check(byLine.line(CLASS + ".work:65535"), 100, 100 * 200L);
        check(byLine.line(CLASS + ".work:7"), 200, 100 * (304 + 504L));
        check(byLine.line(CLASS + ".work:3"), 100, 100 * 400L);

        RecordedCalls byBytecode = run(home, classes, "bytecode");
        check(byBytecode.line(CLASS + ".work:7 new byte[]"), 200, 100 * (304 + 504L));
        List<RecordedCalls.Method> bytecodes = byBytecode.bytecodes(CLASS + ".work:7").values().stream()
                .filter(bytecode -> bytecode.allocatedSelf > 0)
                .toList();
        assertThat(bytecodes).hasSize(2);
        check(bytecodes.get(0), 100, 100 * 304L);
        check(bytecodes.get(1), 100, 100 * 504L);
    }

    /** Past 8,000 bytes of code HotSpot would not compile it, past 65,535 it would be no class file. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void method_tooLongWithItsLines_isWovenWithoutThem(Path home) throws Exception {
        for (int length : List.of(7_700, 63_000)) {
            int statements = length / BYTES_OF_STATEMENT;
            Path classes =
                    ChildJvm.compile(Files.createDirectory(directory.resolve("long" + length)), statements(statements));
            for (String granularity : List.of("line", "bytecode")) {
                RecordedCalls calls = run(home, classes, granularity);

                check(calls.method(CLASS + ".work"), 100, statements * 100L * 32);
                check(calls.method(CLASS + ".next"), 100, 100 * 120L);
                assertThat(calls.lines().keySet()).noneMatch(line -> line.startsWith(CLASS + ".work:"));
                assertThat(calls.linesOf(CLASS + ".next").allocatedSelf).isEqualTo(100 * 120L);
            }
        }
    }

    /** What HotSpot compiles neither way may get longer. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void method_longButNotTooLong_hasItsLines(Path home) throws Exception {
        for (int statements : List.of(500, 2_000)) {
            Path classes = ChildJvm.compile(
                    Files.createDirectory(directory.resolve("long" + statements)), statements(statements));
            RecordedCalls calls = run(home, classes, "line");

            check(calls.method(CLASS + ".work"), 100, statements * 100L * 32);
            for (int i = 0; i < statements; i++) {
                check(calls.line(CLASS + ".work:" + (LINE_OF_FIRST_STATEMENT + i)), 100, 100 * 32L);
            }
        }
    }

    /** The compiler's builders, and the JVM's own way: both belong to the line, and the next one has none of it. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void strings_concatenated_areTheLines(Path home) throws Exception {
        Path file = Path.of("src/test/java/com/acme/Concatenations.java");
        List<String> source = Files.readAllLines(file);
        Map<String, Long> forms = Map.of("indyWithConstants", 48L, "inline", 24 + 32 + 48L);
        for (Map.Entry<String, Long> form : forms.entrySet()) {
            Path own = Files.createDirectory(directory.resolve(form.getKey()));
            Path classes = ChildJvm.compile(
                    Files.createDirectory(own.resolve("classes")),
                    List.of("-g", "-XDstringConcat=" + form.getKey()),
                    Files.readString(file));
            try (RunningProgram program = RunningProgram.start(
                    ChildJvm.plain(home, classes, ChildJvm.PROGRAMS).withAgent(), own)) {
                program.record("linking", ChildJvm.LINES, "include=com.acme.Concatenations");
                program.ask("concatenate 10"); // a class that is woven links its call sites anew
                program.record("strings", ChildJvm.LINES, "include=com.acme.Concatenations");
                program.ask("concatenate 100");
                RecordedCalls calls = program.stop("strings");
                program.stop("linking");

                check(calls.line(named(source, "before")), 100, 100 * 120L);
                check(calls.line(named(source, "concatenated")), 100, 100 * form.getValue());
                check(calls.line(named(source, "after")), 100, 100 * 216L);
            }
        }
    }

    private static String named(List<String> source, String name) {
        int at = 0;
        while (!source.get(at).endsWith(" // " + name)) {
            at++;
        }
        return "com.acme.Concatenations.run:" + (at + 1);
    }

    private RecordedCalls run(Path home, Path classes, String granularity) throws Exception {
        ChildJvm jvm = ChildJvm.plain(home, classes).with("-XX:+UseSerialGC");
        Path file = directory.resolve("lines.jfr");
        ChildJvm.Result plain = jvm.run(CLASS);
        ChildJvm.Result recorded = jvm.recording(file, ChildJvm.LINES, "include=com.acme.**,granularity=" + granularity)
                .run(CLASS);

        assertThat(plain.exitCode()).isZero();
        assertThat(recorded).isEqualTo(plain);
        RecordedCalls calls = RecordedCalls.read(file);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        return calls;
    }

    private static void check(RecordedCalls.Method figures, long calls, long bytes) {
        assertThat(List.of(figures.calls, figures.allocatedSelf)).containsExactly(calls, bytes);
    }

    /** A class with a method of so many statements, each of them on a line of its own and of 32 bytes. */
    private static String statements(int count) {
        return "package com.acme;\n"
                + "\n"
                + "public class Program {\n"
                + "    static Object sink;\n"
                + "    static void work() {\n"
                + "        sink = new byte[16];\n".repeat(count)
                + "    }\n"
                + "    static void next() {\n"
                + "        sink = new byte[100];\n"
                + "    }\n"
                + "    public static void main(String[] arguments) {\n"
                + "        for (int i = 0; i < 100; i++) {\n"
                + "            work();\n"
                + "            next();\n"
                + "        }\n"
                + "        System.out.println(\"done\");\n"
                + "    }\n"
                + "}\n";
    }

    private Path generated(Consumer<MethodVisitor> body) throws Exception {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
        writer.visit(V17, ACC_PUBLIC, "com/acme/Program", null, "java/lang/Object", null);
        writer.visitField(ACC_STATIC, "sink", "Ljava/lang/Object;", null, null).visitEnd();
        MethodVisitor work = writer.visitMethod(ACC_STATIC, "work", "()V", null, null);
        work.visitCode();
        body.accept(work);
        work.visitInsn(Opcodes.RETURN);
        work.visitMaxs(0, 0);
        work.visitEnd();
        MethodVisitor main = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
        main.visitCode();
        for (int i = 0; i < 100; i++) {
            main.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/Program", "work", "()V", false);
        }
        main.visitInsn(Opcodes.RETURN);
        main.visitMaxs(0, 0);
        main.visitEnd();
        writer.visitEnd();
        Path folder = Files.createDirectories(directory.resolve("generated/com/acme"));
        Files.write(folder.resolve("Program.class"), writer.toByteArray());
        return directory.resolve("generated");
    }

    private static void line(MethodVisitor code, int line) {
        Label label = new Label();
        code.visitLabel(label);
        code.visitLineNumber(line, label);
    }

    private static void allocate(MethodVisitor code, int length) {
        code.visitIntInsn(Opcodes.SIPUSH, length);
        code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_BYTE);
        code.visitFieldInsn(Opcodes.PUTSTATIC, "com/acme/Program", "sink", "Ljava/lang/Object;");
    }
}
