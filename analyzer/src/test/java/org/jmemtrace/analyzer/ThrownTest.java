// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exceptions that left calls, in the report and as data. */
class ThrownTest {
    private static final int LOAD = Site.FIRST;
    private static final int PAGE = Site.FIRST + 1;

    @TempDir
    private Path directory;

    private Path recording() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            return fixture.jvm()
                    .site(LOAD, "p.Shop", "load")
                    .site(PAGE, "p.Shop", "page")
                    .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                    .node(2, 1, PAGE, 5, 0, 0)
                    .node(3, 2, LOAD, 5, 5000, 50_000)
                    .call(LOAD, "java.io.IOException", 1000, 8192)
                    .call(LOAD, "java.io.IOException", 2000, 4096)
                    .call(LOAD, "p.Shop$Closed\u001b[31m", 16, 0)
                    .call(LOAD, null, 1000, 8192)
                    .call(PAGE, null, 1000, 8192)
                    .writeTo(directory.resolve("thrown.jfr"));
        }
    }

    @Test
    void report_callsThatThrew_areCountedByMethodAndException() throws Exception {
        Run run = Run.analyze(recording());

        assertThat(run.out()).contains("""
            CALLS LEFT BY AN EXCEPTION          (all 2, of calls with an event of their own)
              calls  resident  allocated  exception from method (totals)
            =     2  12.0 KiB   2.93 KiB  IOException from p.Shop.load:16
            =     1     0 B       16 B    Shop$Closed\\u001b[31m from p.Shop.load:16
            """);
    }

    @Test
    void json_callsThatThrew_areAnArray() throws Exception {
        Run run = Run.analyze("--json", recording());

        assertThat(run.out())
                .contains("{\"exception\" : \"java.io.IOException\",\"class\" : \"p.Shop\",\"method\" : \"load\","
                        + "\"descriptor\" : \"()V\",\"calls\" : 2,\"allocatedTotalBytes\" : 3000,"
                        + "\"residentTotalBytes\" : 12288}");
    }
}
