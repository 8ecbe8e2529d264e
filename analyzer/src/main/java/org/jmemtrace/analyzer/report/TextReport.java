// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.attribution.Profile;

/** The report for people: the answer first, then the evidence, then what to type next. */
public final class TextReport {
    private static final List<String> LEGEND =
            List.of("= counted ", "~ sampled ", "? inferred ", "self: without woven callees ", "total: with them");

    /** Of these, so many are about figures that are no method's. */
    private static final int LEGEND_OF_SAMPLES = 3;

    private final Profile profile;
    private final ReportOptions options;
    private final Amounts amounts;
    private final MethodNames names;

    public TextReport(Profile profile, ReportOptions options) {
        this.profile = profile;
        this.options = options;
        this.amounts = new Amounts(options.exactBytes());
        this.names = new MethodNames(profile, options.ascii());
    }

    public void write(OutputStream out) throws IOException {
        Page page = new Page(options.width(), options.ink());
        Headline.print(profile, page);
        new VerdictText(profile, amounts, names).print(page);
        RssPicture.print(profile, page, amounts);
        PhaseTable.print(profile, options, page, amounts);
        BlockTable.print(profile, options, page, amounts);
        printMethods(page);
        ThrownTable.print(profile, options, names, page, amounts);
        AllocationTables.print(profile, options, page, amounts);
        new ObjectTables(profile, options, amounts).print(page);
        TouchedTable.print(profile, page, amounts);
        LedgerTable.print(profile, page, amounts);
        NativeTable.print(profile, options, page, amounts);
        ProcessTable.print(profile, options, page, amounts);
        CostTable.print(profile, page, amounts);
        if (options.verbose()) {
            printEvents(page);
        }
        printWarnings(page);
        printFooter(page);
        out.write(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void printMethods(Page page) {
        if (!profile.wantsMethods()) {
            return;
        }
        if (!profile.hasMethods()) {
            page.blank();
            page.paragraph(
                    "  ",
                    "  ",
                    "No woven method ran in this recording: see include= of its settings, as in"
                            + " -XX:StartFlightRecording:settings=calls.jfc,include=com.acme.**");
            return;
        }
        MethodTable table = new MethodTable(profile, options, amounts, names);
        if (options.order().isEmpty()) {
            table.printResident(MethodOrder.RESIDENT, page);
            table.printAllocated(MethodOrder.ALLOCATED, page);
            return;
        }
        MethodOrder order = options.order().get();
        switch (order) {
            case RESIDENT, RESIDENT_TOTAL -> table.printResident(order, page);
            case ALLOCATED, ALLOCATED_TOTAL -> table.printAllocated(order, page);
            case CALLS -> table.printCalls(page);
        }
    }

    private void printEvents(Page page) {
        page.heading("EVENTS READ   " + Amounts.count(profile.recording().eventCount()), "");
        Table table = new Table();
        for (Map.Entry<String, Long> type : profile.recording().eventCounts().entrySet()) {
            table.row('=', List.of(Amounts.count(type.getValue())), SafeText.of(type.getKey()));
        }
        table.printTo(page, MethodNames::fit);
    }

    private void printWarnings(Page page) {
        if (profile.warnings().isEmpty()) {
            return;
        }
        page.heading("WARNINGS", "");
        for (String warning : profile.warnings()) {
            page.paragraph("- ", "  ", SafeText.of(warning, options.ascii()));
        }
    }

    private void printFooter(Page page) {
        if (options.quiet()) {
            return;
        }
        String files = profile.recording().files().stream().map(ShellWord::of).collect(Collectors.joining(" "));
        page.blank();
        String legend = LEGEND.stream()
                .limit(profile.wantsMethods() ? LEGEND.size() : LEGEND_OF_SAMPLES)
                .map(Page::unbroken)
                .collect(Collectors.joining(" "));
        page.paragraph("", "  ", legend);
        if (profile.wantsMethods()) {
            page.paragraph("", "  ", "callers:  analyze --sort resident-total --top 30 " + files);
        }
        if (options.byLine(profile) && profile.recording().files().size() == 1) {
            page.paragraph("", "  ", "sources:  analyze source " + files + " " + ShellWord.of(hottestClass()));
        }
        page.paragraph("", "  ", "as data:  analyze --json " + files);
    }

    /** The name, without package, of the outer class of the line that allocated most. */
    private String hottestClass() {
        String name = MethodOrder.ALLOCATED.sorted(profile.lines()).get(0).key().className();
        return name.substring(name.lastIndexOf('.') + 1).split("\\$", 2)[0];
    }
}
