// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.KnownAllocations;
import com.acme.KnownGrowth;
import com.acme.Spy;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.util.TraceClassVisitor;

/** Recordings that come and go while the program runs: exact while they last, and no trace of them afterwards. */
final class StartStopIT {
    private static final String ALLOCATIONS = KnownAllocations.class.getName();
    private static final String GROWTH = KnownGrowth.class.getName();
    private static final List<String> EACH = List.of("arrays 1", "recursive 0", "worker arrays 1", "worker objects 1");
    private static final String PERF = "anon_inode:[perf_event]";

    @TempDir
    private Path directory;

    /** Classes are loaded and both threads have run them before: no byte comes from anything else. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_startedLate_wovenAndExactOnThreadsThatRanBefore(Path home) throws Exception {
        try (RunningProgram program = start(home)) {
            program.record("first", ALLOCATIONS);
            work(program, 1_000);
            RecordedCalls first = program.stop("first");
            work(program, 777); // is nobody's
            program.record("second", ALLOCATIONS);
            work(program, 10);
            RecordedCalls second = program.stop("second");

            check(first, 1_000);
            check(second, 10);
            assertThat(program.end()).isZero();
            assertThat(program.errors()).isEmpty();
        }
    }

    /** If the class were still woven, the second recording would count its calls: it runs, for another class. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_stopped_restoresTheClasses(Path home) throws Exception {
        try (RunningProgram program = start(home, "-javaagent:" + spy())) {
            program.record("first", ALLOCATIONS);
            program.ask("spy");
            program.record("widened", ALLOCATIONS + ";" + GROWTH);
            byte[] woven = seen(program);
            program.stop("widened");
            work(program, 5);
            RecordedCalls first = program.stop("first");
            byte[] restored = seen(program);
            program.record("other", GROWTH);
            work(program, 5);
            program.ask("heap 1");
            RecordedCalls other = program.stop("other");

            check(first, 5);
            assertThat(text(woven)).contains("org/jmemtrace/probes/Probes.enter");
            assertThat(text(restored)).isEqualTo(text(original()));
            assertThat(other.method(GROWTH + ".heap").calls).isOne();
            assertThat(other.methods().keySet()).noneMatch(name -> name.startsWith(ALLOCATIONS));
        }
    }

    /** Calls, then lines, then both, then bytecodes: each weaves the class anew, and the last to stop restores it. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_oneGranularityAfterTheOther_eachIsExactAndTheClassRestored(Path home) throws Exception {
        try (RunningProgram program = start(home, "-javaagent:" + spy())) {
            program.record("calls", ALLOCATIONS);
            program.ask("spy");
            work(program, 3);
            RecordedCalls calls = program.stop("calls");
            check(calls, 3);
            assertThat(calls.lines()).isEmpty();
            assertThat(text(seen(program))).isEqualTo(text(original()));

            recordLines(program, "lines", "line");
            work(program, 50);
            byte[] woven = seen(program);
            RecordedCalls lines = program.stop("lines");
            checkLines(lines, 50);
            assertThat(text(woven)).contains("org/jmemtrace/probes/Probes.line");
            assertThat(text(seen(program))).isEqualTo(text(original()));

            program.record("around", ALLOCATIONS);
            work(program, 7);
            recordLines(program, "inside", "line");
            work(program, 40);
            RecordedCalls inside = program.stop("inside");
            byte[] ofCalls = seen(program);
            work(program, 2);
            RecordedCalls around = program.stop("around");
            checkLines(inside, 40);
            check(around.method(ALLOCATIONS + ".arrays"), 6, 49 * 2 * 32L);
            check(around.method(ALLOCATIONS + ".recursive"), 49, 49 * 1016L);
            assertThat(text(ofCalls))
                    .contains("org/jmemtrace/probes/Probes.enter")
                    .doesNotContain("org/jmemtrace/probes/Probes.line");

            recordLines(program, "bytecodes", "bytecode");
            work(program, 60);
            RecordedCalls bytecodes = program.stop("bytecodes");
            check(bytecodes, 60);
            check(line(bytecodes, ".arrays", " new byte[]"), 120, 60 * 2 * 32L);
            check(line(bytecodes, ".recursive", " new byte[]"), 60, 60 * 1016L);
            assertThat(text(seen(program))).isEqualTo(text(original()));

            assertThat(program.end()).isZero();
            assertThat(program.errors()).isEmpty();
        }
    }

    private static void recordLines(RunningProgram program, String name, String granularity) throws Exception {
        program.record(name, ChildJvm.LINES, "include=" + ALLOCATIONS, "granularity=" + granularity);
    }

    private static void checkLines(RecordedCalls calls, int times) {
        check(calls, times);
        RecordedCalls.Method arrays = calls.linesOf(ALLOCATIONS + ".arrays");
        check(arrays, 2L * times, times * 2L * 32);
        assertThat(calls.linesOf(ALLOCATIONS + ".recursive").allocatedSelf).isEqualTo(times * 1016L);
        check(calls.linesOf(ALLOCATIONS + ".objects"), times, times * 24L);
    }

    /** The only one of a method that begins and ends so. */
    private static RecordedCalls.Method line(RecordedCalls calls, String method, String end) {
        List<String> lines = calls.lines().keySet().stream()
                .filter(line -> line.startsWith(ALLOCATIONS + method + ":") && line.endsWith(end))
                .toList();
        assertThat(lines).hasSize(1);
        return calls.line(lines.get(0));
    }

    /** The first recording leaves what is kept for good, as the library that opens counters. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_stoppedAgainAndAgain_leavesNothingOpenAndNoThreads(Path home) throws Exception {
        try (RunningProgram program = start(home)) {
            cycle(program, "warm-up");
            awaitNoThreadOfOurs(program);
            List<String> files = openFiles(program);
            for (int i = 0; i < 3; i++) {
                cycle(program, "again" + i);
                awaitNoThreadOfOurs(program);
                assertThat(openFiles(program)).isEqualTo(files).doesNotContain(PERF);
                assertThat(program.mapped()).doesNotContain(PERF);
            }
        }
    }

    private static void cycle(RunningProgram program, String name) throws Exception {
        program.record(name, ALLOCATIONS);
        work(program, 1);
        assertThat(program.openFiles()).filteredOn(PERF::equals).hasSize(2); // two threads ran woven code
        assertThat(program.threads()).contains("jmemtrace clock");
        program.stop(name);
    }

    private RunningProgram start(Path home, String... options) throws Exception {
        RunningProgram program = RunningProgram.start(
                ChildJvm.plain(home, ChildJvm.PROGRAMS).withAgent().with(options), directory);
        for (String command : EACH) {
            program.ask(command);
        }
        return program;
    }

    private static void work(RunningProgram program, int times) throws Exception {
        program.ask("arrays " + times);
        program.ask("recursive " + (times - 1));
        program.ask("worker arrays " + times);
        program.ask("worker objects " + times);
    }

    private static void check(RecordedCalls calls, int times) {
        check(calls.method(ALLOCATIONS + ".arrays"), 2, times * 2 * 32L);
        check(calls.method(ALLOCATIONS + ".recursive"), times, times * 1016L);
        check(calls.method(ALLOCATIONS + ".objects"), 1, times * 24L);
        assertThat(calls.events("RecorderStatus").get(0).getString("firstError"))
                .isNull();
    }

    private static void check(RecordedCalls.Method method, long calls, long bytes) {
        assertThat(List.of(method.calls, method.allocatedSelf, method.allocatedTotal))
                .containsExactly(calls, bytes, bytes);
    }

    /** JDK 17's flight recorder leaves the directory of its profiles open, once more for each recording. */
    private static List<String> openFiles(RunningProgram program) throws Exception {
        return program.openFiles().stream()
                .filter(file -> !file.endsWith("/lib/jfr"))
                .toList();
    }

    private static void awaitNoThreadOfOurs(RunningProgram program) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (program.threads().stream().anyMatch(name -> name.startsWith("jmemtrace"))) {
            assertThat(System.nanoTime()).as("threads %s", program.threads()).isLessThan(deadline);
            Thread.sleep(10); // it was interrupted, and ends when it is scheduled next
        }
    }

    /** A jar that makes {@link Spy}, which is on the class path, an agent. */
    private Path spy() throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Spy.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("spy.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }

    private static byte[] seen(RunningProgram program) throws Exception {
        return Base64.getDecoder().decode(program.ask("seen " + ALLOCATIONS));
    }

    private static byte[] original() throws Exception {
        return Files.readAllBytes(ChildJvm.PROGRAMS.resolve(ALLOCATIONS.replace('.', '/') + ".class"));
    }

    /** All of a class but the order of its constants and methods, which the JVM does not keep. */
    private static String text(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        node.methods.sort(Comparator.comparing(method -> method.name + method.desc));
        StringWriter text = new StringWriter();
        node.accept(new TraceClassVisitor(new PrintWriter(text)));
        return text.toString();
    }
}
