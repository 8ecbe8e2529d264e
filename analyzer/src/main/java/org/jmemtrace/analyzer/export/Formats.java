// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.util.Locale;
import java.util.Optional;

/** The formats, and the endings of file names that mean them. */
public enum Formats {
    COLLAPSED(new Collapsed(), ".collapsed"),
    PPROF(new Pprof(), ".pb.gz"),
    SPEEDSCOPE(new Speedscope(), ".speedscope.json"),
    FIREFOX(new FirefoxProfile(), ".firefox.json"),
    CSV(new Csv(), ".csv");

    private final Format format;
    private final String ending;

    Formats(Format format, String ending) {
        this.format = format;
        this.ending = ending;
    }

    public Format format() {
        return format;
    }

    /** For example .csv. */
    public String ending() {
        return ending;
    }

    /** The one that a file's name ends with. */
    public static Optional<Formats> ofName(String name) {
        for (Formats each : values()) {
            if (name.toLowerCase(Locale.ROOT).endsWith(each.ending)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
