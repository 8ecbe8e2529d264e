// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.leaks.Laboratory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Leaks of many kinds are found by class and line, and what looks like one and is none is not. */
class LeaksIT {
    private static final Path BIN = Path.of(System.getProperty("jmemtrace.home"), "bin");
    private static final String PACKAGE = "com.acme.leaks.";
    private static final long ROUNDS = 500;

    /** Each is made by a method named leak; on a line that is the only one there to make objects of that class. */
    private static final List<String> LEAKS = List.of(
            "StaticCollection$Order",
            "Listeners$Dialog",
            "PooledThreadLocal$Session",
            "ClassLoaders$PluginLoader",
            "InnerClasses$Page",
            "InnerClasses$Page$Refresh",
            "Caches$Entry",
            "Finalizers$Handle");

    private static final List<String> TWINS = List.of(
            "StaticCollection$Recent",
            "Listeners$ClosedDialog",
            "PooledThreadLocal$EndedSession",
            "ClassLoaders$UnloadedLoader",
            "InnerClasses$LightPage",
            "Caches$BoundedEntry",
            "Finalizers$CleanedHandle",
            "SoftCaches$ShownImage");

    @TempDir
    private Path scratch;

    static List<Path> jdks() throws IOException {
        return Jdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void laboratory_recordedWithObjects_eachLeakIsNamedAndNoTwin(Path jdk) throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", jdk.toString());
        String programs = Path.of(Laboratory.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String recording = scratch.resolve("leaks.jfr").toString();
        Shell record = Shell.run(
                scratch,
                environment,
                BIN + "/record",
                "run",
                "-p",
                "objects",
                "--include",
                "com.acme.leaks.**",
                "--types",
                "com.acme.leaks.**,java.lang.String",
                "--set",
                "gcOnStop=3",
                "-o",
                recording,
                "--",
                jdk + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                programs,
                Laboratory.class.getName());
        assertThat(record.exitCode()).as(record.err()).isZero();

        Shell report =
                Shell.run(scratch, environment, BIN + "/analyze", "--report", "objects", "--top", "0", recording);
        Shell json = Shell.run(scratch, environment, BIN + "/analyze", "--json", recording);
        Map<String, JsonNode> rows = new TreeMap<>();
        List<String> leaks = new ArrayList<>();
        for (JsonNode row : new ObjectMapper().readTree(json.out()).at("/objects/bySite")) {
            String type = row.get("type").asText().replace(PACKAGE, "");
            rows.put(type, row); // of strings some site's, which is not looked at
            if (row.get("leak").asBoolean()) {
                leaks.add(type);
            }
        }
        // Soft references are cleared by the third collection, in JVMs that let themselves be told: only then is it
        // one.
        JsonNode soft = of(rows, "SoftCaches$Image");
        boolean cleared = soft.get("collections").asInt() == 3;
        assertThat(soft.get("softlyReachableCount").asLong()).isEqualTo(cleared ? ROUNDS : 0);
        List<String> named = new ArrayList<>(LEAKS);
        named.addAll(cleared ? List.of("java.lang.String") : List.of("java.lang.String", "SoftCaches$Image"));
        assertThat(leaks).as(report.out()).containsExactlyInAnyOrderElementsOf(named);
        for (String twin : TWINS) {
            assertThat(of(rows, twin).get("leak").asBoolean()).as(twin).isFalse();
            assertThat(of(rows, twin).get("allocatedCount").asLong()).as(twin).isEqualTo(ROUNDS);
        }
        String words = report.out().replaceAll("\\s+", " ");
        for (String leak : LEAKS) {
            JsonNode row = of(rows, leak);
            assertThat(row.get("allocatedCount").asLong()).as(leak).isEqualTo(ROUNDS);
            assertThat(row.get("liveCount").asLong()).as(leak).isEqualTo(ROUNDS);
            assertThat(words)
                    .contains(
                            PACKAGE + leak + " made at " + row.at("/site/class").asText() + "."
                                    + row.at("/site/method").asText() + ":"
                                    + row.at("/site/line").asLong());
        }
        assertThat(of(rows, "Finalizers$Handle").get("finalizerPendingCount").asLong())
                .isEqualTo(ROUNDS);
    }

    private static JsonNode of(Map<String, JsonNode> rows, String type) {
        return Objects.requireNonNull(rows.get(type), type);
    }
}
