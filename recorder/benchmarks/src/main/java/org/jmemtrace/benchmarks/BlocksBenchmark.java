// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.jmemtrace.api.MemoryBlock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an empty block costs, recorded, of which four readings of the JVM's counter are a part, and while nothing is
 * recorded. From the root of the repository, after {@code mvn -DskipTests package}:
 *
 * <pre>{@code java -jar recorder/benchmarks/target/benchmarks.jar Blocks}</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BlocksBenchmark {
    private static final String QUIET = "-Xlog:jfr+startup=error";
    private static final String RECORDING = "-XX:StartFlightRecording:settings=jfc-profiles/process.jfc";

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @Benchmark
    @Fork(3)
    public long counter() {
        return threads.getCurrentThreadAllocatedBytes();
    }

    @Benchmark
    @Fork(3)
    public void unrecorded() {
        MemoryBlock.counting("block").close();
    }

    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {QUIET, RECORDING})
    public void counting() {
        MemoryBlock.counting("block").close();
    }

    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {QUIET, RECORDING})
    public void withRss() {
        MemoryBlock.open("block").close();
    }
}
