// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.compare.Change;
import org.jmemtrace.analyzer.compare.Comparison;
import org.jmemtrace.analyzer.compare.Condition;
import org.jmemtrace.analyzer.compare.Judgement;
import org.jmemtrace.analyzer.compare.Per;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.DiffReport;
import org.jmemtrace.analyzer.report.JsonDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A new build against the one before. */
@Command(
        name = "diff",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = {
            "analyze diff [OPTIONS] BASE NEW",
            "analyze diff [OPTIONS] --base 'base-*.jfr' --new 'new-*.jfr'     runs of the same"
        },
        description = "Says what the new recording has more or less of than the base, and what of that is noise.",
        footer = {
            "",
            "  analyze diff base.jfr new.jfr --per op=Checkout --fail-on 'alloc>+3%' --fail-on leak",
            "",
            "Figures for --fail-on: alloc, resident, rss.peak, rss.end, rss.slope, heap.end, direct.peak; or leak.",
            "Exit: 0 ok, 1 a condition failed, 2 usage, 3 unreadable, 4 too noisy for a condition, or nothing to compare"
        })
final class Diff implements Callable<Integer> {
    @Parameters(paramLabel = "BASE NEW", arity = "0..2", description = "two recordings")
    private List<String> files = new ArrayList<>();

    @Option(names = "--base", paramLabel = "FILE", description = "runs of the base, also as 'base-*.jfr'")
    private List<String> base = new ArrayList<>();

    @Option(names = "--new", paramLabel = "FILE", description = "runs of the new build")
    private List<String> news = new ArrayList<>();

    @Option(
            names = "--per",
            paramLabel = "WHAT",
            defaultValue = "none",
            description = "divide sums by: none, second, or op=NAME of a block or label (none)")
    private String per = "none";

    @Option(
            names = "--fail-on",
            paramLabel = "COND",
            description = "exit 1 if so: 'alloc>+3%%', 'rss.peak>+64MiB', leak")
    private List<String> failOn = new ArrayList<>();

    @Option(names = "--force-compare", description = "also recordings of unlike JVMs")
    private boolean forceCompare;

    /** How the answer is written. */
    enum Form {
        TEXT,
        MARKDOWN
    }

    @Option(names = "--format", paramLabel = "FORM", defaultValue = "text", description = "text or markdown (text)")
    private Form form = Form.TEXT;

    @Option(names = "--json", description = "one JSON document, schema " + JsonDiff.SCHEMA)
    private boolean json;

    @Option(names = "--junit", paramLabel = "FILE", description = "also write the conditions there, as JUnit's XML")
    private Optional<String> junit = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private HelpOption help = new HelpOption();

    private final OutputStream out;

    Diff(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        if (files.size() == 2) {
            base.add(files.get(0));
            news.add(files.get(1));
        } else if (!files.isEmpty() || base.isEmpty() || news.isEmpty()) {
            throw Gate.usage("two sides are needed", "Name BASE and NEW, or several of each with --base and --new.");
        }
        List<Condition> conditions = Gate.conditions("--fail-on", failOn);
        output.check();
        List<Profile> before = read(base);
        List<Profile> after = read(news);
        requireAlike(before, after);
        Per unit = per();
        Comparison comparison = compare(before, after, unit);
        List<Judgement> judgements =
                conditions.stream().map(each -> judge(each, comparison)).toList();
        write(comparison, judgements, unit);
        Gate.writeJunit(junit, "analyze diff", judgements);
        if (comparison.measures().isEmpty()) {
            throw new UserException(
                    ExitCode.INCONCLUSIVE,
                    List.of(
                            "nothing to compare",
                            "No figure is in both recordings.",
                            "Look at what is in them: analyze doctor FILE"));
        }
        return Gate.exitCode(judgements);
    }

    private void write(Comparison comparison, List<Judgement> judgements, Per unit) throws UserException {
        DiffReport report = new DiffReport(comparison, judgements, unit);
        String one = String.join(", ", base);
        String other = String.join(", ", news);
        OutputFile.Content content = json
                ? stream -> JsonDiff.write(comparison, judgements, Version.toolName(), stream)
                : stream -> stream.write((form == Form.TEXT ? report.text(one, other) : report.markdown(one, other))
                        .getBytes(StandardCharsets.UTF_8));
        output.write(out, content);
    }

    private static Judgement judge(Condition condition, Comparison comparison) {
        if (condition.isLeak()) {
            boolean leaks = comparison.leaks();
            return new Judgement(
                    condition,
                    leaks ? Condition.Outcome.FAIL : Condition.Outcome.OK,
                    leaks ? "RSS grows to the end in new, not in base" : "no growth that base has not");
        }
        Change change = comparison.measures().get(condition.measure().orElseThrow());
        if (change == null) {
            return new Judgement(condition, Condition.Outcome.INCONCLUSIVE, "not in both recordings");
        }
        Condition.Outcome outcome = condition.ofChange(change);
        String more = outcome == Condition.Outcome.INCONCLUSIVE
                ? "; the limit is within the noise: record longer, or several of each"
                : "";
        return new Judgement(condition, outcome, DiffReport.found(change) + more);
    }

    private Per per() throws UserException {
        try {
            return Per.parse(per);
        } catch (IllegalArgumentException wrong) {
            throw Gate.usage("--per '" + per + "' is not understood", String.valueOf(wrong.getMessage()));
        }
    }

    private static Comparison compare(List<Profile> before, List<Profile> after, Per unit) throws UserException {
        try {
            return Comparison.of(before, after, unit);
        } catch (IllegalArgumentException missing) {
            throw new UserException(
                    ExitCode.INCONCLUSIVE,
                    List.of(
                            "nothing to divide by",
                            String.valueOf(missing.getMessage()),
                            "Compare with --per second, or --per none."));
        }
    }

    private void requireAlike(List<Profile> before, List<Profile> after) throws UserException {
        List<String> differences = Comparison.differences(before, after);
        if (!differences.isEmpty() && !forceCompare) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            "these recordings are not alike: " + String.join("; ", differences),
                            "What differs then need not be the program's doing.",
                            "Record both alike, or add --force-compare."));
        }
    }

    private static List<Profile> read(List<String> names)
            throws UserException, UnreadableException, InterruptedException {
        List<Profile> profiles = new ArrayList<>();
        for (String name : expanded(names)) {
            profiles.add(Profile.of(RecordingReader.read(List.of(name))));
        }
        return profiles;
    }

    /** Patterns that the shell was kept from expanding. */
    private static List<String> expanded(List<String> names) throws UserException {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            Path path = Path.of(name);
            if (!name.contains("*") || Files.exists(path)) {
                all.add(name);
                continue;
            }
            Path directory = path.getParent() == null ? Path.of(".") : path.getParent();
            List<String> found = new ArrayList<>();
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(directory, String.valueOf(path.getFileName()))) {
                files.forEach(file -> found.add(file.toString()));
            } catch (IOException e) {
                throw Gate.usage("no files " + name, "The directory cannot be read: " + e);
            }
            if (found.isEmpty()) {
                throw Gate.usage("no files " + name, "Nothing in " + directory + " has such a name.");
            }
            Collections.sort(found);
            all.addAll(found);
        }
        return all;
    }
}
