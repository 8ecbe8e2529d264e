// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM tracks of its native memory, and what the container has of its limit. */
class NativeMemoryTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path directory;

    private static NativeMemory category(String name, long committedBytes) {
        NativeMemory event = new NativeMemory();
        event.category = name;
        event.committedBytes = committedBytes;
        return event;
    }

    private static ContainerMemory container(long limitBytes, long workingSetBytes) {
        ContainerMemory event = new ContainerMemory();
        event.limitBytes = limitBytes;
        event.workingSetBytes = workingSetBytes;
        return event;
    }

    private Path recording() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            return fixture.jvm()
                    .process(100 * MIB, 0)
                    .event(category("GC", 40 * MIB))
                    .event(category("Internal", MIB))
                    .event(container(512 * MIB, 99 * MIB))
                    .event(category("GC", 90 * MIB))
                    .event(category("evil \u001b[31m", 3))
                    .event(category("GC", 50 * MIB))
                    .event(category("Internal", MIB))
                    .event(container(512 * MIB, 128 * MIB))
                    .process(110 * MIB, 0)
                    .writeTo(directory.resolve("native.jfr"));
        }
    }

    @Test
    void report_trackedNativeMemory_isATableByChange() throws Exception {
        Run run = Run.analyze(recording());

        assertThat(run.out()).contains("""
            NATIVE MEMORY THAT THE JVM TRACKS, COMMITTED                             (all 3)
                 start       end     change
            = 40.0 MiB  50.0 MiB  +10.0 MiB  GC
            = 1.00 MiB  1.00 MiB      0 B    Internal
            =    3 B       3 B        0 B    evil \\u001b[31m
            """).contains("Container limit 512 MiB, working set 128 MiB (25 %).");
    }

    @Test
    void json_trackedNativeMemory_hasItsPeakAndTheContainer() throws Exception {
        Run run = Run.analyze("--json", recording());

        assertThat(run.out())
                .contains("{\"category\" : \"GC\",\"startCommittedBytes\" : 41943040,"
                        + "\"endCommittedBytes\" : 52428800,\"peakCommittedBytes\" : 94371840}")
                .containsPattern(
                        "\"container\" : \\{\\s*\"limitBytes\" : 536870912,\\s*\"workingSetBytes\" : 134217728\\s*}");
    }
}
