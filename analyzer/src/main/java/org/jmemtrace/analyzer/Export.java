// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.export.Formats;
import org.jmemtrace.analyzer.export.Metric;
import org.jmemtrace.analyzer.export.Stacks;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.JsonReport;
import org.jmemtrace.analyzer.report.NothingUsable;
import org.jmemtrace.analyzer.report.ReportOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The stacks of a recording for other tools. */
@Command(
        name = "export",
        hidden = true, // the synopsis of analyze has it
        sortOptions = false,
        customSynopsis = "analyze export [OPTIONS] FILE...",
        description = "Writes the stacks, with what each took itself, for another tool.",
        footer = {
            "",
            "  analyze export rec.jfr --format collapsed | flamegraph.pl > rec.svg",
            "  analyze export rec.jfr -o rec.pb.gz && go tool pprof rec.pb.gz",
            "  analyze export rec.jfr -o rec.speedscope.json    for www.speedscope.app",
            "",
            "Exit: 0 ok, 2 usage (also: a file exists), 3 no such file or not a recording, 4 no stacks"
        })
final class Export implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "recordings of one JVM")
    private List<String> files = new ArrayList<>();

    /** All that can be asked for. */
    enum Kind {
        COLLAPSED,
        PPROF,
        SPEEDSCOPE,
        FIREFOX,
        CSV,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "collapsed, pprof, speedscope, firefox, csv, or json (as FILE of -o ends)")
    private Optional<Kind> format = Optional.empty();

    @Option(
            names = "--metric",
            paramLabel = "WHAT",
            defaultValue = "alloc",
            description = "alloc or rss; pprof and speedscope have both, and show this first (alloc)")
    private Metric metric = Metric.ALLOC;

    @Option(names = "--by", paramLabel = "WHAT", description = "method or line (line where recorded with lines)")
    private Optional<ReportOptions.By> by = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private HelpOption help = new HelpOption();

    private final OutputStream out;

    Export(OutputStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        Kind kind = kind(output.file());
        output.check();
        Profile profile = Profile.of(RecordingReader.read(files));
        OutputFile.Content content = kind == Kind.JSON
                ? new JsonReport(profile, ReportOptions.defaults(), Version.toolName())::write
                : stacks(profile, Formats.valueOf(kind.name()));
        output.write(out, content);
        return ExitCode.OK;
    }

    private OutputFile.Content stacks(Profile profile, Formats target) throws UserException {
        boolean lines = by.map(what -> what == ReportOptions.By.LINE).orElse(true);
        Stacks stacks = Stacks.of(profile, lines, files.get(0));
        if (stacks.stacks().isEmpty()) {
            throw new UserException(ExitCode.INCONCLUSIVE, NothingUsable.lines(profile));
        }
        if (!metric.isIn(stacks)) {
            throw new UserException(
                    ExitCode.INCONCLUSIVE,
                    List.of(
                            files.get(0) + " has no resident growth by stack",
                            "Only the recorder's agent counts that, where the system lets it.",
                            "Record with: record run -p calls -- java ..., or export --metric alloc"));
        }
        return stream -> target.format().write(stacks, metric, stream);
    }

    private Kind kind(Optional<String> file) throws UserException {
        Optional<Kind> named = format.or(() -> file.flatMap(Formats::ofName).map(each -> Kind.valueOf(each.name())))
                .or(() -> file.filter(name -> name.endsWith(".json")).map(name -> Kind.JSON));
        if (named.isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            "no format given",
                            "It is collapsed, pprof, speedscope, firefox, csv or json.",
                            "Add for example: --format collapsed, or -o FILE.pb.gz"));
        }
        if (file.isEmpty() && named.get() == Kind.PPROF && Terminal.isPresent()) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of(
                            "a pprof file is not for a terminal",
                            "It is a compressed protocol buffer.",
                            "Add: -o " + "recording" + Formats.PPROF.ending()));
        }
        return named.get();
    }
}
