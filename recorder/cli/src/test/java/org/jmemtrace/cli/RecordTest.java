// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTest {
    private final Captured captured = new Captured();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "run --help",
                "attach --help",
                "process --help",
                "process-tree --help",
                "profiles --help",
                "profiles list --help",
                "profiles show --help",
                "profiles extract --help",
                "doctor --help"
            })
    void help_eachCommand_fitsTheScreen(String arguments) {
        assertThat(captured.record(arguments.split(" ", -1))).isZero();
        assertThat(captured.out().lines()).hasSizeBetween(4, 24).allMatch(line -> line.length() <= 80);
        assertThat(captured.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "run --help",
                "attach --help",
                "process --help",
                "process-tree --help",
                "profiles --help",
                "doctor --help"
            })
    void help_ofWhatEndsWithMoreThanOneCode_namesThemAndGivesExamples(String arguments) {
        captured.record(arguments.split(" ", -1));

        assertThat(captured.out()).contains("Exit: ", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --inclued a java",
                "run",
                "profiles",
                "rnu",
                "doctor me",
                "run --trigger lots java",
                "run --include a/b java",
                "run -p none java",
                "run -o a%q java",
                "attach me",
                "attach 0",
                "attach 4711 4712",
                "attach --duration soon 4711",
                "attach --trigger lots 4711",
                "process",
                "process-tree --interval soon 4711",
                "process-tree --interval 1ms 4711",
                "process --columns rss,none 4711",
                "process --csv a --json a 4711",
                "process -o / 4711",
                "profiles show none"
            })
    void usage_wrong_isThreeLinesAndExitCode2(String arguments) {
        String home = System.setProperty("jmemtrace.home", "/nonexistent");
        try {
            assertThat(captured.record(arguments.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        } finally {
            restore(home);
        }
        assertThat(captured.err().lines()).hasSize(3);
        assertThat(captured.err()).startsWith("record: ");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void usage_misspeltOption_suggestsTheNearest() {
        captured.record("run", "--inclued", "a", "java");

        assertThat(captured.err()).contains("Did you mean: --include");
    }

    @Test
    void run_optionsAfterTheCommand_belongToIt(@TempDir Path directory) {
        String home = System.setProperty("jmemtrace.home", directory.toString());
        try {
            int exitCode = captured.record("run", "no-such-command", "--help");
            assertThat(exitCode).isEqualTo(ExitCode.NOT_FOUND);
        } finally {
            restore(home);
        }
    }

    @Test
    void error_withStacktraceOption_printsIt() {
        captured.record("profiles", "show", "none", "--stacktrace");

        assertThat(captured.err()).contains("\tat org.jmemtrace.cli.");
    }

    @Test
    void profilesExtract_twice_keepsTheFirstUnlessForced(@TempDir Path directory) throws Exception {
        Path target = directory.resolve("jfc");

        assertThat(captured.record("profiles", "extract", target.toString())).isZero();
        Files.writeString(target.resolve("calls.jfc"), "changed");
        assertThat(captured.record("profiles", "extract", target.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(target.resolve("calls.jfc")).hasContent("changed");
        assertThat(captured.record("profiles", "extract", "-f", target.toString()))
                .isZero();
        assertThat(target.resolve("calls.jfc")).content().contains("<configuration");
    }

    @Test
    void profilesList_bundled_namesControlsWithDefaults() {
        assertThat(captured.record("profiles", "list")).isZero();

        assertThat(captured.out())
                .contains("calls")
                .containsPattern("include +\\*\\*")
                .containsPattern("trigger +4 KiB");
    }

    private static void restore(String home) {
        if (home == null) {
            System.clearProperty("jmemtrace.home");
        } else {
            System.setProperty("jmemtrace.home", home);
        }
    }
}
