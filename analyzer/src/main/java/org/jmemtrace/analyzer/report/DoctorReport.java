// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.Recording;

/** Which questions about memory a recording answers, by which events, and what would answer the others. */
public final class DoctorReport {
    /**
     * A question.
     *
     * @param events any of which answers it
     * @param caveat of the answer, empty if there is none
     * @param otherwise what to do where none of these is there
     */
    private record Question(String text, List<String> events, String caveat, String otherwise) {}

    private static final String AGENT = "jmemtrace.JvmInfo";

    /** No event: lines are sites of the tree. */
    private static final String LINES = "lines";

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "does RSS grow",
                    List.of("jmemtrace.ProcessSample", "profiler.ProcessSample"),
                    "",
                    "record with -p process: no weaving, for production"),
            new Question("what is RSS made of", List.of("jmemtrace.RssLedger"), "", "record with -p process, on Linux"),
            new Question(
                    "how near is the limit",
                    List.of("jmemtrace.ContainerMemory"),
                    "",
                    "record with -p process where a cgroup has a limit"),
            new Question(
                    "which process of the tree",
                    List.of("jmemtrace.ProcessSample", "profiler.ProcessSample"),
                    "",
                    "record process-tree, or record run"),
            new Question("which method allocates, exactly", List.of("jmemtrace.CallNode"), "", "record with -p calls"),
            new Question("which line allocates, exactly", List.of(LINES), "", "record with -p lines"),
            new Question(
                    "who allocates, estimated",
                    List.of("jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB"),
                    "",
                    "record with -p allocations"),
            new Question(
                    "who allocates, throttled",
                    List.of("jdk.ObjectAllocationSample"),
                    "shares off by half",
                    "not worth having: -p allocations is better"),
            new Question("which objects are alive", List.of("jmemtrace.LiveObjects"), "", "record with -p objects"),
            new Question(
                    "who holds old objects",
                    List.of("jdk.OldObjectSample"),
                    "some of them",
                    "record with -p objects --set holders=true"),
            new Question("how full is the heap", List.of("jdk.GCHeapSummary"), "at collections", "any profile has it"),
            new Question(
                    "what the JVM takes for itself",
                    List.of("jmemtrace.NativeMemory", "jdk.NativeMemoryUsage"),
                    "",
                    "start the JVM with -XX:NativeMemoryTracking=summary"),
            new Question(
                    "what did a block cost",
                    List.of("jmemtrace.MemoryBlock"),
                    "",
                    "use MemoryBlock.open(\"name\") in the program"));

    private final Profile profile;

    public DoctorReport(Profile profile) {
        this.profile = profile;
    }

    /** A line for each question, and what was lost. */
    public String text(ReportOptions options) {
        Recording recording = profile.recording();
        Page page = new Page(options.width(), options.ink());
        Headline.printParts(Headline.identity(recording), page);
        page.line("Quality " + profile.quality().grade() + ": " + Amounts.count(recording.eventCount()) + " events of "
                + recording.eventCounts().size() + " types");
        page.blank();
        Table table = new Table();
        QUESTIONS.forEach(question -> table.row(' ', cells(question), answer(question)));
        table.printTo(page, (text, width) -> text);
        if (recording.countOf(AGENT) == 0) {
            page.blank();
            page.line("It was recorded without the agent. With it:");
            page.line("  java -javaagent:jmemtrace-agent.jar \\");
            page.line("       -XX:StartFlightRecording:settings=calls.jfc -jar app.jar");
        }
        for (String warning : profile.warnings()) {
            page.paragraph("note  ", "      ", SafeText.of(warning));
        }
        return page.toString();
    }

    private List<String> cells(Question question) {
        return List.of(question.events().stream().anyMatch(event -> count(event) > 0) ? "have" : "miss");
    }

    private long count(String event) {
        return event.equals(LINES)
                ? profile.lines().size()
                : profile.recording().countOf(event);
    }

    private String answer(Question question) {
        List<String> found = new ArrayList<>();
        for (String event : question.events()) {
            long count = count(event);
            if (count > 0) {
                found.add(event + " (" + Amounts.count(count) + ")");
            }
        }
        if (found.isEmpty()) {
            return question.text() + "?  -> " + question.otherwise();
        }
        String caveat = question.caveat().isEmpty() ? "" : ", " + question.caveat();
        return question.text() + "?  " + String.join(", ", found) + caveat;
    }
}
