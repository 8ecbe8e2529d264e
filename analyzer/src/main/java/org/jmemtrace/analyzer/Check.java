// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.compare.Condition;
import org.jmemtrace.analyzer.compare.Judgement;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.DiffReport;
import org.jmemtrace.analyzer.report.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Budgets for one recording. */
@Command(
        name = "check",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = "analyze check [OPTIONS] FILE...",
        description = "Holds a recording against budgets.",
        footer = {
            "",
            "  analyze check rec.jfr --max 'rss.peak<=2GiB' --max 'alloc<10GiB' --no-leak",
            "",
            "Figures: alloc, resident, rss.peak, rss.end, rss.slope (per minute), heap.end, direct.peak.",
            "Exit: 0 all kept, 1 one exceeded, 2 usage, 3 unreadable, 4 not in the recording"
        })
final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "recordings of one JVM")
    private List<String> files = new ArrayList<>();

    @Option(names = "--max", paramLabel = "COND", description = "what has to hold, as 'rss.peak<=2GiB'")
    private List<String> budgets = new ArrayList<>();

    @Option(names = "--no-leak", description = "RSS must not grow to the end")
    private boolean noLeak;

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the results there, as JUnit's XML")
    private Optional<String> junit = Optional.empty();

    @Mixin
    private HelpOption help = new HelpOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec command;

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        List<Condition> conditions = new ArrayList<>(Gate.conditions("--max", budgets));
        if (noLeak) {
            conditions.add(Condition.parse("leak"));
        }
        if (conditions.isEmpty()) {
            throw Gate.usage("no budget given", "Say what has to hold: --max 'rss.peak<=2GiB', or --no-leak.");
        }
        for (Condition condition : conditions) {
            if (condition.percent()) {
                throw Gate.usage(
                        "--max '" + condition.text() + "' is a percentage", "Of one recording there is no base.");
            }
        }
        Profile profile = Profile.of(RecordingReader.read(files));
        List<Judgement> judgements =
                conditions.stream().map(each -> judge(each, profile)).toList();
        PrintWriter out = command.commandLine().getOut();
        for (Judgement each : judgements) {
            String name =
                    each.condition().isLeak() ? "no leak" : each.condition().text();
            out.println(String.format("%-12s  %-24s  %s", each.outcome(), SafeText.of(name), each.found()));
        }
        out.flush();
        Gate.writeJunit(junit, "analyze check", judgements);
        return Gate.exitCode(judgements);
    }

    private static Judgement judge(Condition condition, Profile profile) {
        if (condition.isLeak()) {
            Condition.Outcome outcome = switch (profile.verdict().word()) {
                case GROWING -> Condition.Outcome.FAIL;
                case STEADY, SHRINKING -> Condition.Outcome.OK;
                case INCONCLUSIVE -> Condition.Outcome.INCONCLUSIVE;
            };
            return new Judgement(
                    condition, outcome, "RSS is " + profile.verdict().word());
        }
        OptionalDouble value = condition.measure().orElseThrow().of(profile);
        String found = value.isPresent() ? DiffReport.amount(value.getAsDouble()) : "not in the recording";
        return new Judgement(condition, condition.ofValue(value), found);
    }
}
