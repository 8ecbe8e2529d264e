// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import java.util.Optional;
import org.jmemtrace.analyzer.attribution.Profile;

/**
 * How a report is to look.
 *
 * @param top rows in a table of methods, 0 for all
 * @param by lines or methods; by line where lines were recorded, unless told
 * @param order one table in this order in place of one by resident growth and one by allocation
 * @param width in letters
 * @param ascii names with other letters are escaped
 * @param exactBytes all digits in place of three and a unit
 * @param verbose all rows and reasons; quiet: no hints
 */
public record ReportOptions(
        int top,
        MethodFilter filter,
        Optional<By> by,
        Optional<MethodOrder> order,
        int width,
        Ink ink,
        boolean ascii,
        boolean exactBytes,
        boolean verbose,
        boolean quiet) {

    public ReportOptions withWidth(int letters) {
        return new ReportOptions(top, filter, by, order, letters, ink, ascii, exactBytes, verbose, quiet);
    }

    /** What has a row. */
    public enum By {
        METHOD,
        LINE
    }

    boolean byLine(Profile profile) {
        return !profile.lines().isEmpty() && by.orElse(By.LINE) == By.LINE;
    }

    /** What a command without options gives, to a file or pipe. */
    public static ReportOptions defaults() {
        return new ReportOptions(
                10,
                new MethodFilter(List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                80,
                Ink.PLAIN,
                false,
                false,
                false,
                false);
    }
}
