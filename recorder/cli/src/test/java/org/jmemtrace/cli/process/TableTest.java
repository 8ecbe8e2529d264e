// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Look PLAIN = new Look(80, 0, false);

    private final Table table = new Table(List.of(), true, Samples::printable);

    @Test
    void lines_80Columns_areAsShown() {
        assertThat(twoSamples(table, PLAIN)).isEqualTo("""
                        TIME s     PID RSS MiB    +/- PSS MiB    +/-  CPU %   +/- S   COMMAND
                           0.0    4711    10.0            5.0           1.0       S   bash build.sh
                                  4802   310.5          155.3           9.0       R     ffmpeg -i - x
                                 total                  160.3          10.0           2 proc, peak 160.3
                           1.0    4711    10.0      .     5.0      .    1.0     . S   bash build.sh
                                  4802   290.0  -20.5   145.0  -10.3   12.0  +3.0 R>S   ffmpeg -i - x
                                  4803     3.0            n/a           n/a       S     [(sd-pam)]
                                 total                  150.0  -10.3   13.0  +3.0     3 proc, peak 160.3
                        """);
    }

    @Test
    void lines_120Columns_showMore() {
        assertThat(twoSamples(table, new Look(120, 0, false)).lines().limit(4))
                .containsExactly(
                        "TIME s     PID RSS MiB    +/- PSS MiB    +/- USS MiB    +/-  CPU %   +/-  THR  +/- S   COMMAND",
                        "   0.0    4711    10.0            5.0            5.0           1.0          1      S   bash build.sh",
                        "          4802   310.5          155.3          155.3           9.0          9      R     ffmpeg -i - x",
                        "         total                  160.3          160.3          10.0         10          2 processes, peak PSS"
                                + " 160.3 MiB");
    }

    @Test
    void lines_anyWidth_fit() {
        for (int width : List.of(80, 100, 120, 160, 250)) {
            Table wide = new Table(List.of(), true, Samples::printable);
            String command = "java " + "-Dx=y ".repeat(100);
            Sample sample = new Samples()
                    .process(1, 0, "java", command, "S", 99_999.9, 9_999)
                    .process(2, 30, "java", command, "S", 1, 1)
                    .at(0);
            assertThat(wide.lines(sample, new Look(width, 0, false)))
                    .allMatch(line -> line.length() <= width, "at most " + width);
        }
    }

    @Test
    void lines_hostileNames_areMadePrintable() {
        Table all = new Table(Arrays.asList(Column.values()), true, Samples::printable);
        Sample sample = new Samples()
                .process(1, 0, "\u001b]0;x\u0007\r", "\u001b[2J\n\tx \u0008", "S", 1, 1)
                .at(0);

        String lines = String.join("\n", all.lines(sample, PLAIN));

        assertThat(lines).contains("\\u001b]0;x", "\\u001b[2J...");
        assertThat(lines.chars()).allMatch(c -> c == '\n' || c >= ' ');
    }

    @Test
    void lines_withColour_differByEscapesAlone() {
        Table plain = new Table(List.of(), true, Samples::printable);

        String coloured = twoSamples(table, new Look(80, 0, true));

        assertThat(coloured).contains("\033[32m -20.5\033[39m", "\033[31m +3.0\033[39m", "\033[1mTIME s");
        assertThat(coloured.replaceAll("\033\\[\\d+m", "")).isEqualTo(twoSamples(plain, PLAIN));
    }

    @Test
    void lines_moreProcessesThanLinesOfTheScreen_showTheLargest() {
        Samples many = new Samples().process(1, 0, "root", "root", "S", 1, 1);
        for (int i = 2; i <= 200; i++) {
            many.process(i, 1, "p", "p", "S", i == 150 ? 500 : i == 20 ? 400 : 2, 1);
        }

        List<String> lines = table.lines(many.at(0), new Look(80, 7, false));

        assertThat(lines).hasSize(1 + 4 + 1 + 1);
        assertThat(lines.get(1)).contains("      1 ");
        assertThat(lines.get(5)).isEqualTo("        (196 smaller ones)");
        assertThat(String.join("\n", lines)).contains("    20 ", "   150 ");
        assertThat(table.lines(many.at(1), PLAIN)).hasSize(200 + 1);
    }

    @Test
    void lines_header_isRepeatedWhenItHasLeftTheScreen() {
        Table one = new Table(List.of(), false, Samples::printable);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.addAll(
                    one.lines(new Samples().process(1, 0, "x", "x", "S", 1, 1).at(i), new Look(80, 10, false)));
        }

        assertThat(lines.stream().filter(line -> line.startsWith("TIME"))).hasSize(3);
        assertThat(lines.subList(0, 2))
                .containsExactly("1 x", "TIME s RSS MiB    +/- PSS MiB    +/- USS MiB    +/-  CPU %   +/-  THR  +/- S");
        assertThat(lines.get(9)).startsWith("   7.0");
    }

    @Test
    void lines_chosenColumns_areThoseInThatOrder() {
        Table chosen = new Table(List.of(Column.NAME, Column.RSS, Column.FAULTS), true, Samples::printable);

        assertThat(chosen.lines(
                        new Samples().process(1, 0, "sh", "sh -c x", "S", 2, 1).at(0), PLAIN))
                .containsExactly(
                        "NAME                 RSS MiB    +/-   FAULTS     +/-",
                        "sh                       2.0               1");
    }

    @Test
    void change_ofFewBytes_isInKibibytes() {
        assertThat(Cell.change(Field.RSS, OptionalLong.of(4096), 6)).isEqualTo("+4K");
        assertThat(Cell.change(Field.RSS, OptionalLong.of(-49_152), 6)).isEqualTo("-48K");
        assertThat(Cell.change(Field.RSS, OptionalLong.of(53_248), 6)).isEqualTo("+0.1");
        assertThat(Cell.change(Field.RSS, OptionalLong.of(0), 6)).isEqualTo(".");
        assertThat(Cell.change(Field.RSS, OptionalLong.empty(), 6)).isEmpty();
    }

    @Test
    void value_tooLongForItsColumn_isShortened() {
        assertThat(Cell.value(Field.RSS, OptionalLong.of(999_999L << 20), 7)).isEqualTo("999999");
        assertThat(Cell.value(Field.FAULTS, OptionalLong.of(123_456_789L), 8)).isEqualTo("123457k");
        assertThat(Cell.value(Field.FAULTS, OptionalLong.of(123_456_789_000L), 8))
                .isEqualTo("123457M");
        assertThat(Cell.value(Field.NET, OptionalLong.empty(), 4)).isEqualTo("n/a");
    }

    @Test
    void named_everyColumn_isFound() {
        assertThat(Column.values())
                .allMatch(column -> Column.named(column.toString()).orElseThrow() == column);
        assertThat(Column.named("RSS")).isEmpty();
    }

    private static String twoSamples(Table table, Look look) {
        List<String> lines = new ArrayList<>(table.lines(
                new Samples()
                        .process(4711, 0, "bash", "/bin/bash build.sh", "S", 10, 1)
                        .process(4802, 1, "ffmpeg", "/usr/bin/ffmpeg -i - x", "R", 310.5, 9)
                        .at(0),
                look));
        lines.addAll(table.lines(
                new Samples()
                        .process(4711, 0, "bash", "/bin/bash build.sh", "S", 10, 1)
                        .process(4802, 1, "ffmpeg", "/usr/bin/ffmpeg -i - x", "S", 290, 12)
                        .denied(4803, 1, "(sd-pam)")
                        .at(1),
                look));
        return String.join("\n", lines) + "\n";
    }
}
