// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.benchmarks;

import java.util.concurrent.TimeUnit;
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
 * What probes cost once the JIT is done, both counters running: the same call as it is, woven, and woven by line. From
 * the root of the repository, after {@code mvn -DskipTests package}:
 *
 * <pre>{@code java -jar recorder/benchmarks/target/benchmarks.jar Probes}</pre>
 *
 * <p>{@code wovenCall} less {@code plainCall} is a pair of probes; {@code wovenLines} less {@code plainLines} less a pair
 * is four lines, of which the first begins with the call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProbesBenchmark {
    private static final String AGENT = "-javaagent:recorder/agent/target/jmemtrace-agent.jar";
    private static final String QUIET = "-Xlog:jfr+startup=error";
    private static final String RECORDING = "-XX:StartFlightRecording:include=org.jmemtrace.benchmarks.Work,settings=";
    private static final String CALLS = RECORDING + "jfc-profiles/calls.jfc";
    private static final String LINES = RECORDING + "jfc-profiles/lines.jfc";

    private int value;

    @Benchmark
    @Fork(3)
    public int plainCall() {
        return call();
    }

    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {AGENT, QUIET, CALLS})
    public int wovenCall() {
        return call();
    }

    @Benchmark
    @Fork(3)
    public int plainLines() {
        return lines();
    }

    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {AGENT, QUIET, LINES})
    public int wovenLines() {
        return lines();
    }

    private int call() {
        value = Work.call(value) & 0xFFFF;
        return value;
    }

    private int lines() {
        value = Work.lines(value) & 0xFFFF;
        return value;
    }
}
