// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.IPreferenceValueProvider;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.flightrecorder.rules.IResult;
import org.openjdk.jmc.flightrecorder.rules.IRule;
import org.openjdk.jmc.flightrecorder.rules.RuleRegistry;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;

/** What README.md tells people to do first, and what they do with the recording then. */
class EndToEndIT {
    private static final Path BIN = Path.of(System.getProperty("jmemtrace.home"), "bin");

    /** What the demo's stores keep, by its source: 45 MiB of sessions on the heap, 24 MiB and more of native memory. */
    private static final Map<String, Long> CALLS =
            Map.of("SessionCache.put", 480L, "UploadBuffers.acquire", 150L, "ThumbnailStore.compress", 150L);

    @TempDir
    private Path scratch;

    static List<Path> jdks() throws IOException {
        return Jdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void demo_recorded_reportAndJsonAndMissionControlAgree(Path jdk) throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
        Path kept = scratch.resolve("kept");
        Shell demo = Shell.run(scratch, environment, BIN + "/record", "demo", "--keep", kept.toString());
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("RSS IS GROWING").contains(CALLS.keySet());
        String recording = kept.resolve("demo.jfr").toString();

        checkJson(Shell.run(scratch, environment, BIN + "/analyze", "--json", recording));
        Shell print = Shell.run(scratch, environment, jdk + "/bin/jfr", "print", "--events", "jmemtrace.*", recording);
        assertThat(print.exitCode()).isZero();
        assertThat(print.out()).contains("jmemtrace.CallRss");
        checkMissionControl(JfrLoaderToolkit.loadEvents(kept.resolve("demo.jfr").toFile()));
    }

    private static void checkJson(Shell analyze) throws IOException {
        assertThat(analyze.exitCode()).as(analyze.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(analyze.out());
        assertThat(report.path("schema").asText()).isEqualTo("jmemtrace.report/1");
        assertThat(report.at("/recording/resolution/allocated").asText()).isEqualTo("exact");
        Map<String, JsonNode> methods = new HashMap<>();
        report.path("methods")
                .forEach(method -> methods.put(
                        method.path("class").asText().replaceAll(".*\\.", "") + "."
                                + method.path("method").asText(),
                        method));
        CALLS.forEach(
                (name, calls) -> assertThat(method(methods, name).path("calls").asLong())
                        .as(name)
                        .isEqualTo(calls));
        assertThat(method(methods, "SessionCache.put")
                        .path("allocatedSelfBytes")
                        .asLong())
                .isGreaterThan(45_000_000);
        assertThat(method(methods, "UploadBuffers.acquire")
                        .path("residentSelfBytes")
                        .asLong())
                .isGreaterThan(20_000_000);
    }

    private static JsonNode method(Map<String, JsonNode> methods, String name) {
        return Objects.requireNonNull(methods.get(name), name);
    }

    private static void checkMissionControl(IItemCollection events) throws Exception {
        int ours = 0;
        for (IItemIterable lane : events) {
            IType<?> type = lane.getType();
            if (!type.getIdentifier().startsWith("jmemtrace.")) {
                continue;
            }
            ours++;
            assertThat(type.getName()).isNotEmpty().isNotEqualTo(type.getIdentifier());
            assertThat(type.getDescription()).as(type.getIdentifier()).isNotEmpty();
            for (IAttribute<?> attribute : type.getAttributes()) {
                if (attribute.getIdentifier().toLowerCase(java.util.Locale.ROOT).endsWith("bytes")) {
                    ContentType<?> content = attribute.getContentType();
                    assertThat(content)
                            .as(type.getIdentifier() + "." + attribute.getIdentifier())
                            .isEqualTo(UnitLookup.MEMORY);
                }
            }
        }
        assertThat(ours).isGreaterThan(8);
        Collection<IRule> rules = RuleRegistry.getRules();
        assertThat(rules).hasSizeGreaterThan(50);
        // As JMC does it: a rule whose events are not in the recording is not asked.
        Map<IRule, Future<IResult>> results =
                RulesToolkit.evaluateParallel(rules, events, IPreferenceValueProvider.DEFAULT_VALUES, 1);
        for (Map.Entry<IRule, Future<IResult>> result : results.entrySet()) {
            assertThat(result.getValue().get(1, TimeUnit.MINUTES)) // throws what the rule threw
                    .as(result.getKey().getId())
                    .isNotNull();
        }
    }
}
