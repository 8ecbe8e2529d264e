// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.acme.KnownAllocations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that allocate known numbers of bytes, in a fresh JVM: what is recorded of them is what they allocated. */
final class ExactAllocationIT {
    private static final String CLASS = KnownAllocations.class.getName();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void record_knownAllocations_bytesAndCallsAreExact(Path javaHome) throws Exception {
        RecordedCalls calls = RecordedRun.of(
                        javaHome,
                        directory,
                        "include=com.acme.**",
                        List.of("-Xmx512m", "-XX:+UseSerialGC"),
                        KnownAllocations.class)
                .calls();

        check(calls, ".arrays", 2, 600_000 * 32L, 600_000 * 32L);
        check(calls, ".objects", 2, 600_000 * 24L, 600_000 * 24L);
        check(calls, ".strings", 1, 300_000 * 48L, 300_000 * 48L);
        check(calls, ".recursive", 10_000, 10_000 * 1016L, 10_000 * 1016L);
        check(calls, ".even", 5_000, 5_000 * 1016L, 5_000 * (1016L + 2016L));
        check(calls, ".odd", 5_000, 5_000 * 2016L, 100 * (50 * 2016L + 49 * 1016L));
        check(calls, ".throwing", 10_000, 10_000 * 1016L, 10_000 * 1016L);
        check(calls, ".catching", 1, 1_000 * 4016L, 1_000 * 4016L + 10_000 * 1016L);
        check(calls, ".lambda$lambdas$0", 10_000, 10_000 * 1016L, 10_000 * 1016L);
        check(calls, ".perThread", 8, 8 * 100_000 * 104L, 8 * 100_000 * 104L);
        check(calls, ".outer", 1, 5_000_016, 5_000_016 + 100_000 * (32L + 24L));
        check(calls, "$Derived.<init>", 50_000, 50_000 * 4032L, 50_000 * 4032L);
        check(calls, ".constructors", 1, 50_000 * 24L, 50_000 * (24L + 4032L));
        check(calls, "$Initialised.<clinit>", 1, 10_000_016, 10_000_016);
        assertThat(calls.methods()).doesNotContainKey(CLASS + "$Point.<init>"); // sets fields: takes no memory
        assertThat(calls.method(CLASS + ".main").calls).isEqualTo(1);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
    }

    /** The thousandth is for what the JDK itself allocates on the way: it loads classes and links call sites. */
    private static void check(RecordedCalls calls, String method, long count, long self, long total) {
        RecordedCalls.Method figures = calls.method(CLASS + method);
        assertThat(figures.calls).as("calls of %s", method).isEqualTo(count);
        assertThat(figures.allocatedSelf).as("self of %s", method).isCloseTo(self, within(self / 1000));
        assertThat(figures.allocatedTotal).as("total of %s", method).isCloseTo(total, within(total / 1000));
    }
}
