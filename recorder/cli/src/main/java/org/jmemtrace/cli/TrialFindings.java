// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.demo.Trial;

/** What a recording of a tiny program shows: the only way to know what works. */
final class TrialFindings {
    /** Allocation is counted, not sampled: what is off by more than this was not counted. */
    private static final double ALLOCATION_TOLERANCE = 0.001;

    /** The pages at both ends of the block, and those of the code that runs for the first time. */
    private static final double RESIDENT_TOLERANCE = 0.05;

    private TrialFindings() {}

    static List<Finding> collect(Home home) throws IOException {
        Optional<String> missing = JavaRuntime.ofLauncher(Analyzer.ownJava()).flatMap(JavaRuntime::missingModule);
        if (missing.isPresent()) {
            return List.of(Finding.miss("recording", "this java lacks the module " + missing.get(), "Use a full JDK"));
        }
        try (PrivateDirectory directory = PrivateDirectory.temporary()) {
            Terminal silent = new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
            RecordedRun.Result result = run(home, directory).run(silent);
            if (result.exitCode() != 0 || result.recordings().isEmpty()) {
                return List.of(Finding.miss(
                        "recording",
                        "the trial program ended with exit code " + result.exitCode() + ", "
                                + result.recordings().size() + " recordings",
                        "What the JVM printed above says why"));
            }
            return judge(
                    TrialRecording.read(result.recordings().get(0).file()),
                    result.recordings().get(0));
        } catch (UserException failure) {
            return List.of(Finding.miss("recording", String.valueOf(failure.getMessage()), failure.remedy()));
        }
    }

    private static RecordedRun run(Home home, PrivateDirectory directory) throws IOException {
        Profile calls = new Profiles(home.profiles()).read("calls");
        Controls controls = new Controls().globs("include", List.of(Trial.class.getName()));
        List<String> command =
                List.of(Analyzer.ownJava().toString(), "-XX:+UseSerialGC", "-cp", OwnJar.path(), Trial.class.getName());
        return new RecordedRun(
                home,
                command,
                calls.name(),
                controls.forProfile(calls),
                new OutputName(directory.path(), "trial.jfr"),
                false);
    }

    private static List<Finding> judge(TrialRecording trial, Recording file) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("recording", "the calls profile, " + new ByteSize(file.bytes())));
        if (trial.counters().isEmpty()) {
            findings.add(Finding.miss(
                    "agent", "it wrote no events of its own", "What it printed above says why; else report it"));
            return findings;
        }
        trial.counters().forEach(counter -> findings.add(judge(counter)));
        findings.add(judge(trial.weaving()));
        findings.add(compare("allocation", Trial.HEAP_BYTES, trial.allocatedBytes(), ALLOCATION_TOLERANCE));
        findings.add(compare("resident growth", Trial.DIRECT_BYTES, trial.residentBytes(), RESIDENT_TOLERANCE));
        return findings;
    }

    private static Finding judge(TrialRecording.Counter counter) {
        String subject = counter.name() + " counter";
        String text = counter.resolution() + ", from " + counter.source();
        return switch (counter.resolution()) {
            case "exact" -> Finding.ok(subject, text);
            case "off" -> Finding.miss(subject, "off", counter.reason());
            default -> Finding.warn(subject, text, counter.reason());
        };
    }

    private static Finding judge(TrialRecording.Weaving weaving) {
        String text = weaving.classes() + " class, " + weaving.methods() + " methods";
        if (weaving.classes() == 0) {
            return Finding.miss("weaving", "the trial program was not woven", weaving.firstFault());
        }
        return weaving.firstFault().isEmpty()
                ? Finding.ok("weaving", text)
                : Finding.warn("weaving", text, "Not all went well: " + weaving.firstFault());
    }

    private static Finding compare(String subject, long trueBytes, long foundBytes, double tolerance) {
        String text = new ByteSize(trueBytes) + " came out as " + foundBytes + " of " + trueBytes + " bytes";
        boolean right = Math.abs(foundBytes - trueBytes) <= trueBytes * tolerance;
        return right
                ? Finding.ok(subject, text)
                : Finding.warn(subject, text, "Take its figures in the report as rough");
    }
}
