// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jmemtrace.analyzer.attribution.Profile;

/** The report on objects alone: verdict, types, sites, single objects and who holds them. */
public final class ObjectsReport {
    private final Profile profile;
    private final ReportOptions options;

    public ObjectsReport(Profile profile, ReportOptions options) {
        this.profile = profile;
        this.options = options;
    }

    public void write(OutputStream out) throws IOException {
        Page page = new Page(options.width(), options.ink());
        Headline.printParts(Headline.identity(profile.recording()), page);
        ObjectTables tables = new ObjectTables(profile, options, new Amounts(options.exactBytes()));
        tables.print(page);
        tables.printSingle(page);
        for (String warning : profile.warnings()) {
            page.paragraph("- ", "  ", SafeText.of(warning, options.ascii()));
        }
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }
}
