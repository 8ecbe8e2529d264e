// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.BornAndGone;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects whose birth and end are known: each is counted once, and what is alive is what the program keeps. */
final class ObjectsIT {
    private static final long EACH = 5_000;
    private static final List<String> GONE = List.of("rebound", "discarded", "popped", "cleared");

    @TempDir
    private Path directory;

    private List<RecordedEvent> record(Path home, String settings, String type, Map<Integer, String> sites)
            throws Exception {
        Path file = directory.resolve("objects.jfr");
        ChildJvm.Result result = ChildJvm.plain(home, ChildJvm.PROGRAMS)
                .with("-XX:+UseSerialGC")
                .recording(
                        file,
                        ChildJvm.PROFILE.resolveSibling("objects.jfc"),
                        "include=com.acme.**,types=com.acme.**" + settings)
                .run(BornAndGone.class.getName());
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .isEqualTo(ChildJvm.plain(home, ChildJvm.PROGRAMS)
                        .run(BornAndGone.class.getName())
                        .output());
        assertThat(result.errors()).isEmpty();
        RecordedCalls calls = RecordedCalls.read(file);
        assertThat(calls.events("RecorderStatus").get(0).getLong("errors")).isZero();
        for (RecordedEvent site : calls.events("Site")) {
            sites.put(site.getInt("site"), site.getString("method"));
        }
        return calls.events(type);
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void events_ofObjectsThatComeAndGo_areOneForEachBirthAndEnd(Path home) throws Exception {
        Map<Integer, String> sites = new HashMap<>();
        List<RecordedEvent> born = record(home, "", "ObjectAllocated", sites);

        assertThat(born).hasSize((int) (5 * EACH));
        assertThat(born).allMatch(event -> event.getLong("bytes") == 16 && event.getStackTrace() != null);
        List<RecordedEvent> freed =
                RecordedCalls.read(directory.resolve("objects.jfr")).events("ObjectFreed");
        assertThat(freed).hasSize((int) (4 * EACH));
        assertThat(freed.stream().map(event -> event.getLong("serial")).distinct())
                .hasSize((int) (4 * EACH));
    }

    @ParameterizedTest
    @MethodSource("org.jmemtrace.agent.Jvms#homes")
    void totals_ofObjectsThatComeAndGo_areExactBySite(Path home) throws Exception {
        Map<Integer, String> sites = new HashMap<>();
        Map<String, RecordedEvent> last = new HashMap<>();
        for (RecordedEvent event : record(home, ",events=sites", "LiveObjects", sites)) {
            last.put(sites.get(event.getInt("site")), event);
        }

        for (String method : GONE) {
            RecordedEvent totals = Objects.requireNonNull(last.get(method), method);
            assertThat(totals.getString("type")).isEqualTo(BornAndGone.class.getName() + "$Thing");
            assertThat(totals.getLong("newCount")).as(method).isEqualTo(EACH);
            assertThat(totals.getLong("newBytes")).as(method).isEqualTo(EACH * 16);
            assertThat(totals.getLong("freedCount")).as(method).isEqualTo(EACH);
            assertThat(totals.getLong("liveCount")).as(method).isZero();
        }
        RecordedEvent kept = Objects.requireNonNull(last.get("kept"));
        assertThat(kept.getLong("liveCount")).isEqualTo(EACH);
        assertThat(kept.getLong("liveBytes")).isEqualTo(EACH * 16);
        assertThat(kept.getLong("freedCount")).isZero();
    }
}
