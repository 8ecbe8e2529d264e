// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.acme.NativeCode;
import com.acme.NativeDispatch;
import com.sun.jna.Native;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Native methods of the program's own classes have rows of their own, with what they take and no more. */
final class NativeCodeIT {
    private static final String CLASS = NativeCode.class.getName();
    private static final String LIBRARY = CLASS + "$C.";
    private static final String DISPATCH = NativeDispatch.class.getName();
    private static final String FOREIGN = "com.acme.ForeignCode";
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    private RecordedCalls record(Path javaHome, String profile, String settings, String... main) throws Exception {
        Path jna = Path.of(
                Native.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String classPath = ChildJvm.PROGRAMS + ":" + jna;
        RecordedRun run = RecordedRun.of(
                javaHome,
                directory,
                profile,
                "include=com.acme.**" + settings,
                List.of("-Xms256m", "-XX:+UseSerialGC"),
                Stream.concat(Stream.of("-cp", classPath), Stream.of(main)).toList());
        assertThat(run.output()).contains("100"); // newer JVMs warn of JNA
        return run.calls();
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void calls_nativeMethods_haveRowsUnderTheirCallers(Path javaHome) throws Exception {
        RecordedCalls calls = record(javaHome, "calls.jfc", "", CLASS);

        assertKnown(calls);
        long initializer = calls.method(LIBRARY + "<clinit>").residentTotal;
        assertThat(calls.method(CLASS + ".touch").residentTotal - initializer)
                .isCloseTo(64 * MEGABYTE, within(64 * MEGABYTE * 3 / 100));
        assertThat(calls.method(CLASS + ".fail").allocatedSelf).isBetween(100_000L, 110_000L);
        assertThat(calls.callers(LIBRARY + "memset")).containsExactly(CLASS + ".sort", CLASS + ".touch");
        assertThat(calls.callers(CLASS + ".compare")).containsExactly(LIBRARY + "qsort");
        assertThat(calls.callers(LIBRARY + "close")).containsExactly(CLASS + ".fail");
        assertThat(calls.events("CallRss"))
                .filteredOn(event -> calls.nameOf(event).equals(LIBRARY + "memset"))
                .filteredOn(event -> event.getLong("residentSelfBytes") > MEGABYTE * 9 / 10)
                .hasSizeGreaterThanOrEqualTo(63); // malloc may give some memory that it has been given back
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void calls_nativeMethodsInALoaderOfTheProgram_haveTheSameRows(Path javaHome) throws Exception {
        assertKnown(record(javaHome, "calls.jfc", "", "com.acme.Plugin", CLASS));
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void calls_nativeMethodsThatReceiversChoose_haveRowsApartFromOthersOfTheirNames(Path javaHome) throws Exception {
        for (String profile : List.of("calls.jfc", "lines.jfc")) {
            RecordedCalls calls = record(javaHome, profile, "", DISPATCH);

            assertThat(calls.method(DISPATCH + "$CStatic.getppid").calls).isEqualTo(50);
            assertThat(calls.method(DISPATCH + "$CMemory.malloc").calls).isEqualTo(64);
            assertThat(calls.method(DISPATCH + "$CFilling.memset").calls).isEqualTo(64);
            assertThat(calls.method(DISPATCH + "$CFilling.memset").residentSelf)
                    .isCloseTo(64 * MEGABYTE, within(64 * MEGABYTE * 3 / 100));
            assertThat(calls.callers(DISPATCH + "$CMemory.malloc")).containsExactly(DISPATCH + ".fill");
            assertThat(calls.method(DISPATCH + "$Managed.malloc").calls).isEqualTo(100);
            assertThat(calls.method(DISPATCH + "$Managed.malloc").allocatedTotal)
                    .isEqualTo(100 * 1000);
            assertThat(calls.method(DISPATCH + "$Managed.memset").allocatedTotal)
                    .isEqualTo(100 * 3000);
            assertThat(calls.method(DISPATCH + ".fill").calls).isEqualTo(3);
            assertThat(calls.method(DISPATCH + ".fill").allocatedSelf)
                    .as("what finding the methods takes is the recorder's")
                    .isZero();
            assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void lines_nativeMethods_takeNothingFromTheLineAfterThem(Path javaHome) throws Exception {
        for (String granularity : List.of("line", "bytecode")) {
            RecordedCalls calls = record(javaHome, "lines.jfc", ",granularity=" + granularity, CLASS);

            assertKnown(calls);
            assertThat(calls.linesOf(CLASS + ".fail").allocatedSelf)
                    .as("what the handler allocates")
                    .isBetween(100_000L, 110_000L);
            assertThat(calls.linesOf(CLASS + ".touch").residentSelf).isLessThan(MEGABYTE / 10);
        }
    }

    /** Java 22 has java.lang.foreign for good. */
    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void downcalls_ofHandlesThatIncludedClassesMake_haveRows(Path javaHome) throws Exception {
        if (Jvms.version(javaHome) < 22) {
            System.err.println("SKIPPED: Java " + Jvms.version(javaHome) + " has no java.lang.foreign");
            Assumptions.abort();
        }
        RecordedRun run = RecordedRun.of(
                javaHome,
                directory,
                "calls.jfc",
                "include=com.acme.**",
                List.of("-Xms256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
                List.of("-cp", foreignCode(javaHome).toString(), FOREIGN));
        RecordedCalls calls = run.calls();

        assertThat(run.output()).containsExactly("done");
        assertThat(calls.method("libc.so.6.malloc").calls).isEqualTo(96);
        assertThat(calls.method("libc.so.6.memset").calls).isEqualTo(96);
        assertThat(calls.method("libc.so.6.memset").residentSelf)
                .isCloseTo(96 * MEGABYTE, within(96 * MEGABYTE * 3 / 100));
        assertThat(calls.callers("libc.so.6.memset")).containsExactly(FOREIGN + ".touch", FOREIGN + ".touchAt");
        assertThat(calls.method("libc.so.6.qsort").calls).isEqualTo(1);
        assertThat(calls.method(FOREIGN + ".compare").calls).isEqualTo(1);
        assertThat(calls.callers(FOREIGN + ".compare")).containsExactly("libc.so.6.qsort");
        assertThat(calls.method("libc.so.6.qsort").allocatedTotal).isGreaterThanOrEqualTo(5 * MEGABYTE);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
    }

    private Path foreignCode(Path javaHome) throws Exception {
        Path classes = Files.createDirectory(directory.resolve("foreign"));
        Process compiler = new ProcessBuilder(
                        javaHome.resolve("bin/javac").toString(),
                        "-g",
                        "-d",
                        classes.toString(),
                        "src/test/resources/" + FOREIGN.replace('.', '/') + ".java")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
        return classes;
    }

    private static void assertKnown(RecordedCalls calls) {
        assertThat(calls.method(LIBRARY + "memset").calls).isEqualTo(65);
        assertThat(calls.method(LIBRARY + "malloc").calls).isEqualTo(65);
        assertThat(calls.method(LIBRARY + "close").calls).isEqualTo(100);
        assertThat(calls.method(LIBRARY + "qsort").calls).isEqualTo(1);
        assertThat(calls.method(LIBRARY + "memset").residentSelf)
                .isCloseTo(64 * MEGABYTE, within(64 * MEGABYTE * 3 / 100));
        assertThat(calls.method(CLASS + ".compare").calls).isEqualTo(1);
        assertThat(calls.method(CLASS + ".compare").allocatedSelf).isBetween(5 * MEGABYTE, 5 * MEGABYTE + 1000);
        assertThat(calls.method(LIBRARY + "qsort").allocatedTotal).isGreaterThanOrEqualTo(5 * MEGABYTE);
        assertThat(calls.method(LIBRARY + "qsort").allocatedSelf).isLessThan(MEGABYTE / 10);
        assertThat(calls.events("Site"))
                .filteredOn(site -> "native".equals(site.getString("kind")))
                .extracting(site -> site.getString("method"))
                .contains("memset", "malloc", "close", "qsort");
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
    }
}
