// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.List;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.Recording;

/** What to say of a recording from which no memory can be attributed: what it has, what it lacks, what to do. */
public final class NothingUsable {
    private static final String AGENT_EVENT = "jmemtrace.JvmInfo";

    private record Known(String type, String use) {}

    private static final List<Known> USEFUL = List.of(
            new Known("jdk.GCHeapSummary", "the heap before and after collections only"),
            new Known("jdk.ObjectAllocationSample", "sampled allocation, throttled: shares off by half"),
            new Known("jdk.ObjectAllocationInNewTLAB", "sampled allocation"),
            new Known("jdk.ResidentSetSize", "RSS of the process only"),
            new Known("jdk.NativeMemoryUsage", "the JVM's own memory only"),
            new Known("jdk.OldObjectSample", "some old objects only"));

    private NothingUsable() {}

    /** The same in three lines, for the error stream. */
    public static List<String> lines(Profile profile) {
        Recording recording = profile.recording();
        String why = recording.countOf(AGENT_EVENT) > 0
                ? "jmemtrace recorded it, but no class that ran matched include=, and RSS was not sampled."
                : "None of its " + Amounts.count(recording.eventCount()) + " events are of jmemtrace:"
                        + " it was recorded without the agent.";
        return List.of(
                "cannot attribute memory from " + String.join(" ", recording.files()),
                why,
                "Record with: java -javaagent:jmemtrace-agent.jar"
                        + " -XX:StartFlightRecording:settings=calls.jfc,filename=rec.jfr -jar app.jar");
    }

    /** That lines are not told apart, in three lines. */
    public static List<String> noLines(Profile profile) {
        return List.of(
                String.join(" ", profile.recording().files()) + ": no lines were recorded",
                "Lines are told apart by the profile lines.jfc, and by no other.",
                "Run: record run -p lines -- java ...");
    }

    /** That objects were not counted, in three lines. */
    public static List<String> noObjects(Profile profile) {
        return List.of(
                String.join(" ", profile.recording().files()) + ": no objects were counted",
                "Objects are counted by the profile objects.jfc, of the types that types= names.",
                "Run: record run -p objects --include 'com.acme.**' -- java ...");
    }

    /** What the recording has and lacks, as text. */
    public static String text(Profile profile, ReportOptions options) {
        Recording recording = profile.recording();
        Page page = new Page(options.width(), options.ink());
        Headline.printParts(Headline.identity(recording), page);
        page.blank();
        Table table = new Table();
        for (Known known : USEFUL) {
            long count = recording.countOf(known.type());
            if (count > 0) {
                table.row(' ', List.of("have"), known.type() + " (" + Amounts.count(count) + "): " + known.use());
            }
        }
        table.row(' ', List.of("have"), Amounts.count(recording.eventCount()) + " events of all types");
        table.row(' ', List.of("miss"), "calls of woven methods (jmemtrace.CallNode)");
        table.row(' ', List.of("miss"), "RSS samples (jmemtrace.ProcessSample)");
        table.printTo(page, (text, width) -> text);
        for (String warning : profile.warnings()) {
            page.paragraph("  note  ", "        ", SafeText.of(warning));
        }
        return page.toString();
    }
}
