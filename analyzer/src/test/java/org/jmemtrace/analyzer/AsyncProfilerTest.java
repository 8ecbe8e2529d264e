// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that async-profiler made of a real process and its child. */
class AsyncProfilerTest {
    private static final String LIBRARY = "/linux-x64/libasyncProfiler.so";

    @TempDir
    private Path directory;

    private Path record(String options) throws Exception {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            System.err.println("SKIPPED: this test has async-profiler for Linux x86-64 alone");
            Assumptions.abort();
        }
        Path library = directory.resolve("libasyncProfiler.so");
        try (InputStream in = AsyncProfilerTest.class.getResourceAsStream(LIBRARY)) {
            Files.copy(in, library);
        }
        Path file = directory.resolve("async.jfr");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-agentpath:" + library + "=start,jfr," + options + ",file=" + file,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HungryProcess.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return file;
    }

    @Test
    void analyze_processSampling_showsTheTree() throws Exception {
        Path recording = record("event=itimer,interval=100ms,proc=1s");
        JsonNode report =
                new ObjectMapper().readTree(Run.analyze("--json", recording).out());
        Run run = Run.analyze(recording);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("PROCESS TREE, RSS").doesNotContain("hunter2");
        List<JsonNode> processes = new ArrayList<>();
        report.get("processes").forEach(process -> {
            if (process.get("name").asText().equals("java")
                    || process.get("name").asText().startsWith("main")) {
                processes.add(process);
            }
        });
        assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
        long pid = report.at("/recording/jvm/pid").asLong();
        assertThat(processes).anySatisfy(process -> {
            assertThat(process.get("pid").asLong()).isEqualTo(pid);
            assertThat(process.get("peakRssBytes").asLong()).isBetween(100L << 20, 600L << 20);
        });
        assertThat(processes)
                .anySatisfy(process -> assertThat(process.get("ppid").asLong()).isEqualTo(pid));
    }
}
