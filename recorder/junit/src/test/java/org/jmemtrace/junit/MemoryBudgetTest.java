// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.acme.SampleBudgets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the samples by JUnit's own launcher. */
class MemoryBudgetTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void setDirectories() {
        System.setProperty(
                "memory.results", directory.resolve("memory-tests.json").toString());
        System.setProperty("memory.baselines", directory.toString());
    }

    @AfterEach
    void clear() {
        System.clearProperty("memory.results");
        System.clearProperty("memory.baselines");
        System.clearProperty("memory.update");
        SampleBudgets.KEPT.clear();
    }

    /** The message of each test that failed or was aborted, with its status; "" for one that succeeded. */
    private static Map<String, String> run(Class<?> tests, Map<String, String> settings) {
        Map<String, String> outcomes = new TreeMap<>();
        List<Event> events = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameters(settings)
                .execute()
                .testEvents()
                .finished()
                .list();
        for (Event event : events) {
            TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
            outcomes.put(
                    event.getTestDescriptor().getDisplayName().replace("()", ""),
                    result.getThrowable()
                            .map(thrown -> result.getStatus() + " " + thrown.getMessage())
                            .orElse(""));
        }
        return outcomes;
    }

    private static Map<String, String> run(Class<?> tests) {
        return run(tests, Map.of());
    }

    @Test
    void maxAllocated_knownAmounts_areExact() throws Exception {
        Map<String, String> outcomes = run(SampleBudgets.Allocated.class);

        assertThat(outcomes)
                .containsEntry("nothing", "")
                .containsEntry("exactly", "")
                .containsEntry("tolerated", "");
        assertThat(outcomes.get("oneByteTooMuch"))
                .startsWith("FAILED Allocated.oneByteTooMuch()  MEMORY BUDGET EXCEEDED")
                .contains("allocated 9.8 KiB per call, budget 9.8 KiB (+0.0%)   [exact, 10 runs, +-0.0%]")
                .containsPattern("9\\.[78] KiB +100%  byte\\[\\] +com\\.acme\\.SampleBudgets\\.allocate:\\d+");
        assertThat(outcomes.get("badSize")).startsWith("FAILED '20KiBs' is not a size: units are");
        assertThat(outcomes.get("otherThread"))
                .contains("[all threads, 10 runs", "com.acme.SampleBudgets.allocate")
                .containsPattern("allocated 9[78]\\d\\.\\d KiB|allocated 1\\.0 MiB");
        assertThat(Files.readString(directory.resolve("memory-tests.json")))
                .contains("{\"name\": \"Allocated.exactly() allocated\", \"unit\": \"bytes\", \"value\": 10000}")
                .contains("{\"name\": \"Allocated.nothing() allocated\", \"unit\": \"bytes\", \"value\": 0}");
    }

    @Test
    void maxRetained_slope_tellsALeakFromGarbage() {
        Map<String, String> outcomes = run(SampleBudgets.Retained.class);

        assertThat(outcomes).containsEntry("releases", "");
        assertThat(outcomes.get("leaks"))
                .startsWith("FAILED")
                .containsPattern("retained 4\\.[01] KiB per call, budget 1\\.0 KiB");
    }

    @Test
    void otherBudgets_whatIsHeldBehindTheTest_counts() {
        Map<String, String> outcomes = run(SampleBudgets.Others.class);

        assertThat(outcomes).containsEntry("dropsSessions", "").containsEntry("dropsBuffer", "");
        assertThat(outcomes.get("keepsSessions")).contains("3 more of com.acme.SampleBudgets$Session alive");
        assertThat(outcomes.get("keepsBuffer")).contains("buffers grew by 8.0 MiB, budget 1.0 MiB");
        assertThat(outcomes.get("touches")).containsPattern("resident set grew by 6\\d\\.\\d MiB, budget 8\\.0 MiB");
    }

    @Test
    void noRegression_baseline_isWrittenThenHeldAgainstBothWays() throws Exception {
        assertThat(run(SampleBudgets.Regression.class).get("hotPath"))
                .startsWith("ABORTED")
                .contains("there is no baseline", "-Dmemory.update");
        System.setProperty("memory.update", "true");
        assertThat(run(SampleBudgets.Regression.class)).containsEntry("hotPath", "");
        System.clearProperty("memory.update");
        assertThat(Files.readAllLines(directory.resolve("Regression.mem"))).contains("hotPath() 10000");
        assertThat(run(SampleBudgets.Regression.class)).containsEntry("hotPath", "");
        try {
            SampleBudgets.Regression.bytes = 10_400;
            assertThat(run(SampleBudgets.Regression.class).get("hotPath"))
                    .startsWith("FAILED")
                    .contains("baseline 9.8 KiB (+4.0%, allowed +-3.0%)");
            SampleBudgets.Regression.bytes = 9_600;
            assertThat(run(SampleBudgets.Regression.class).get("hotPath")).contains("Less is news too");
        } finally {
            SampleBudgets.Regression.bytes = 10_000;
        }
    }

    @Test
    void settings_defaultAndModes_areObeyed() {
        Map<String, String> auto = Map.of("junit.jupiter.extensions.autodetection.enabled", "true");
        Map<String, String> limited = new TreeMap<>(auto);
        limited.put("memory.budget.allocated.default", "40kB");
        Map<String, String> warning = new TreeMap<>(limited);
        warning.put("memory.budget.mode", "warn");
        Map<String, String> wrong = new TreeMap<>(limited);
        wrong.put("memory.budget.mode", "loud");
        Map<String, String> ignoring = new TreeMap<>(limited);
        ignoring.put("memory.budget.ignore", "org.jacoco.*,com.acme.SampleBudgets");

        assertThat(run(SampleBudgets.Plain.class, auto)).containsEntry("unannotated", "");
        assertThat(run(SampleBudgets.Plain.class, limited).get("unannotated")).contains("budget 39.1 KiB (+25%)");
        assertThat(run(SampleBudgets.Plain.class, warning)).containsEntry("unannotated", "");
        assertThat(run(SampleBudgets.Plain.class, ignoring)).containsEntry("unannotated", "");
        assertThat(run(SampleBudgets.Plain.class, wrong).get("unannotated")).contains("fail, warn or off, not 'loud'");
        assertThat(run(SampleBudgets.Allocated.class, Map.of("memory.budget.mode", "off")))
                .allSatisfy((name, outcome) -> assertThat(outcome).isEmpty());
    }
}
