// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.JsonReport;
import org.jmemtrace.analyzer.report.MethodFilter;
import org.jmemtrace.analyzer.report.MethodOrder;
import org.jmemtrace.analyzer.report.NothingUsable;
import org.jmemtrace.analyzer.report.ObjectsReport;
import org.jmemtrace.analyzer.report.ReportOptions;
import org.jmemtrace.analyzer.report.TextReport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: options in, one report out, and an exit code that says how it went. */
@Command(
        name = "analyze",
        versionProvider = Version.class,
        sortOptions = false,
        customSynopsis = {
            "analyze [OPTIONS] FILE...     several files of one JVM = one report",
            "analyze source FILE REGEX | plot FILE | export FILE | diff BASE NEW | check FILE",
            "        | doctor FILE | scrub IN [OUT]     (each with --help)"
        },
        footer = {
            "",
            "  analyze rec.jfr --sort resident-total --top 30 -I 'com.acme.**'",
            "",
            "Exit: 0 ok, 1 a condition failed, 2 usage, 3 no such file or not a recording,",
            "      4 nothing to attribute, 70 fault of ours, 130 interrupted"
        })
public final class Analyze implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", hidden = true)
    private List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "one JSON document, schema " + JsonReport.SCHEMA)
    private boolean json;

    @Option(names = "--top", paramLabel = "N", defaultValue = "10", description = "rows in a table, 0 = all (10)")
    private int top;

    @Option(
            names = "--sort",
            paramLabel = "KEY",
            converter = OrderOption.class,
            description = "allocated, resident (each also -total), or calls")
    private Optional<MethodOrder> sort = Optional.empty();

    @Option(names = "--by", paramLabel = "WHAT", description = "method or line (line where recorded with lines)")
    private Optional<ReportOptions.By> by = Optional.empty();

    @Option(names = "--report", paramLabel = "WHAT", description = "objects: those alone, each of them")
    private Optional<Report> report = Optional.empty();

    @Option(
            names = {"-I", "--include"},
            paramLabel = "GLOB",
            description = "list only these classes or methods")
    private List<String> includes = new ArrayList<>();

    @Option(
            names = {"-X", "--exclude"},
            paramLabel = "GLOB",
            description = "do not list these")
    private List<String> excludes = new ArrayList<>();

    @Mixin
    private LookOptions look = new LookOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "no hints")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "also which events were read")
    private boolean verbose;

    @Option(names = "--stacktrace", description = "show where an error arose")
    private boolean stackTrace;

    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            hidden = true)
    private boolean version;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec command;

    /** A report on one thing. */
    enum Report {
        OBJECTS
    }

    private final OutputStream out;

    /** Where to say how far reading is, if someone is there to see it. */
    private final Optional<PrintWriter> watcher;

    private Analyze(OutputStream out, Optional<PrintWriter> watcher) {
        this.out = out;
        this.watcher = watcher;
    }

    /** Ends the JVM even where the parser left a thread behind that does not end. */
    public static void main(String[] args) {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(new Analyze(out, Optional.of(err).filter(e -> Terminal.takesProgress())), out, err, args));
    }

    /** The command as a function: what goes to the two streams, and the exit code. */
    static int run(OutputStream out, PrintWriter err, String... args) {
        return run(new Analyze(out, Optional.empty()), out, err, args);
    }

    private static int run(Analyze analyze, OutputStream out, PrintWriter err, String... args) {
        return new CommandLine(analyze)
                .addSubcommand(new Source(out))
                .addSubcommand(new Plot())
                .addSubcommand(new Export(out))
                .addSubcommand(new Diff(out))
                .addSubcommand(new Check())
                .addSubcommand(new Doctor(out))
                .addSubcommand(new Scrub(out))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Terminal.DEFAULT_WIDTH)
                .setParameterExceptionHandler(Errors::onUsage)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Errors.onFailure(failure, err, analyze.stackTrace))
                .execute(args);
    }

    @Override
    public Integer call() throws UserException, UnreadableException, InterruptedException {
        if (files.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required parameter: 'FILE'");
        }
        output.check();
        Recording recording = read();
        Profile profile = Profile.of(recording);
        if (report.isPresent() && profile.objects().isEmpty()) {
            throw new UserException(ExitCode.INCONCLUSIVE, NothingUsable.noObjects(profile));
        }
        if (!json
                && by.equals(Optional.of(ReportOptions.By.LINE))
                && profile.lines().isEmpty()) {
            throw new UserException(ExitCode.INCONCLUSIVE, NothingUsable.noLines(profile));
        }
        ReportOptions options = options(output.file().isEmpty());
        output.write(out, stream -> write(profile, options, stream));
        if (!profile.isUsable()) {
            throw new UserException(ExitCode.INCONCLUSIVE, NothingUsable.lines(profile));
        }
        return ExitCode.OK;
    }

    private Recording read() throws UnreadableException, InterruptedException {
        if (quiet || watcher.isEmpty()) {
            return RecordingReader.read(files);
        }
        try (ProgressLine progress = new ProgressLine(watcher.get(), ProgressLine.PATIENCE)) {
            return RecordingReader.read(files, progress);
        }
    }

    private void write(Profile profile, ReportOptions options, OutputStream to) throws IOException {
        if (json) {
            new JsonReport(profile, options, Version.toolName()).write(to);
        } else if (!profile.isUsable()) {
            to.write(NothingUsable.text(profile, options).getBytes(StandardCharsets.UTF_8));
        } else if (report.isPresent()) {
            new ObjectsReport(profile, options).write(to);
        } else {
            new TextReport(profile, options).write(to);
        }
    }

    private ReportOptions options(boolean standardOutput) throws UserException {
        if (top < 0) {
            throw new UserException(
                    ExitCode.USAGE,
                    List.of("--top takes 0 or more, not " + top, "0 shows all methods.", "Run: analyze --help"));
        }
        ReportOptions options = ReportOptions.defaults()
                .withRows(top, new MethodFilter(includes, excludes), by, sort)
                .withWords(verbose, quiet);
        return look.in(options, standardOutput);
    }
}
