// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import org.jmemtrace.analyzer.report.ReportOptions;
import picocli.CommandLine.Option;

/** Options of every command that prints text: how it looks. */
final class LookOptions {
    @Option(names = "--unit", paramLabel = "UNIT", defaultValue = "auto", description = "auto, or bytes for all digits")
    private Unit unit = Unit.AUTO;

    @Option(
            names = "--width",
            paramLabel = "N",
            defaultValue = "0",
            description = "letters in a line (terminal, or 80)")
    private int width;

    @Option(names = "--color", paramLabel = "WHEN", defaultValue = "auto", description = "auto, always, never")
    private Terminal.Color color = Terminal.Color.AUTO;

    @Option(names = "--ascii", description = "escape all other letters in names")
    private boolean ascii;

    /** How amounts are written. */
    enum Unit {
        AUTO,
        BYTES
    }

    /**
     * The options that a report takes, with these in them.
     *
     * @param standardOutput whether that is where the report goes, and not a file
     */
    ReportOptions in(ReportOptions options, boolean standardOutput) {
        boolean terminal = standardOutput && Terminal.isPresent();
        return options.withLook(
                Terminal.widthFor(width, System.getenv(), terminal),
                Terminal.inkFor(color, System.getenv(), terminal),
                ascii || (standardOutput && !Terminal.takesUnicode()),
                unit == Unit.BYTES);
    }
}
