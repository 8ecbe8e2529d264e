// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jmemtrace.cli.process.Column;
import org.jmemtrace.cli.process.Peaks;
import org.jmemtrace.cli.process.ProcessSource;
import org.jmemtrace.cli.process.Table;
import org.jmemtrace.cli.process.TreeMark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Samples any process, alone or with its descendants; which one, the verb says. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "Examples:",
            "  record process-tree --json build.jsonl -- make -j4",
            "  record process --interval 500ms -o app.jfr 4711",
            "Columns: time pid ppid age name rss anon file shmem pss uss swap size cpu user",
            "  system threads faults major switches files net status command; or: all",
            "After --duration the files are complete; a command runs on, and is waited for.",
            "Exit: the command's (128+n: signal n), 0 for a PID (Ctrl-C too); 2 usage,",
            "  125 record failed, 126 the command cannot be run, 127 there is none"
        })
final class ProcessCommand implements Callable<Integer> {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final Terminal terminal;
    private final boolean tree;

    @Option(names = "--interval", paramLabel = "TIME", description = "Time between samples (1s)")
    private String interval = "1s";

    @Option(names = "--duration", paramLabel = "TIME", description = "Sample for this time (to the end)")
    private Optional<String> duration = Optional.empty();

    @Option(
            names = {"-1", "--omit-first"},
            description = "The first sample is only compared with")
    private boolean omitFirst;

    @Option(names = "--columns", paramLabel = "NAME,...", description = "Of the table (what fits)")
    private Optional<String> columns = Optional.empty();

    @Option(names = "--width", paramLabel = "N", description = "Of the table (the terminal's, else 80)")
    private Optional<Integer> width = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Write lines of JSON: bytes, nanoseconds")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--csv", paramLabel = "FILE", description = "Write the same as CSV")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a flight recording")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = {"-f", "--force"},
            description = "Replace existing files")
    private boolean force;

    @Parameters(paramLabel = "PID|COMMAND", arity = "1..*", hidden = true)
    private List<String> target = new ArrayList<>();

    ProcessCommand(Terminal terminal, boolean tree) {
        this.terminal = terminal;
        this.tree = tree;
    }

    @Override
    public Integer call() throws IOException {
        Duration every = Duration.ofNanos(SampleTime.nanos(interval));
        Optional<Duration> whole = duration.map(SampleTime::nanos).map(Duration::ofNanos);
        if (every.compareTo(SHORTEST) < 0) {
            throw UserException.usage(
                    "an interval of " + interval + " is too short",
                    "The kernel counts CPU time in steps of 10 ms",
                    "Try: --interval 100ms");
        }
        List<Column> chosen = columns();
        SampleFiles files = new SampleFiles(json, csv, output, force);
        files.requireFree();
        return target.size() == 1 && target.get(0).matches("\\d+")
                ? attached(every, whole, chosen, files)
                : started(every, whole, chosen, files);
    }

    private int attached(Duration every, Optional<Duration> whole, List<Column> chosen, SampleFiles files) {
        long pid = requireProcess(target.get(0));
        try (StopRequest stop = StopRequest.listen()) {
            SampleOutputs outputs = outputs(Screen.STDOUT, chosen, files);
            new Sampling(every, whole, omitFirst, outputs, stop, terminal)
                    .run(ProcessSource.of(pid, tree, Optional.empty()));
            outputs.report(terminal);
            return 0;
        }
    }

    private int started(Duration every, Optional<Duration> whole, List<Column> chosen, SampleFiles files) {
        Path unused = Executable.require(target.get(0));
        SampleOutputs outputs = outputs(Screen.STDERR, chosen, files);
        Sampling sampling = new Sampling(every, whole, omitFirst, outputs, new StopRequest(), terminal);
        ProcessBuilder command = new ProcessBuilder(target).inheritIO();
        Optional<TreeMark> mark = tree ? Optional.of(TreeMark.in(command.environment())) : Optional.empty();
        boolean[] started = new boolean[1];
        try {
            int exitCode = Child.run(
                    command,
                    process -> {
                        started[0] = true;
                        sampling.start(ProcessSource.of(process.pid(), tree, mark));
                    },
                    sampling::stop);
            outputs.report(terminal);
            return exitCode;
        } finally {
            if (!started[0]) {
                outputs.discard();
            }
        }
    }

    private SampleOutputs outputs(int descriptor, List<Column> chosen, SampleFiles files) {
        Screen screen = new Screen(descriptor, width.isPresent() ? OptionalInt.of(width.get()) : OptionalInt.empty());
        return SampleOutputs.open(
                descriptor == Screen.STDOUT ? terminal.out() : terminal.err(),
                screen,
                new Table(chosen, tree, Printable::of),
                new Peaks(tree),
                files);
    }

    private List<Column> columns() {
        if (columns.isEmpty()) {
            return List.of();
        }
        if (columns.get().equals("all")) {
            return List.of(Column.values());
        }
        List<Column> chosen = new ArrayList<>();
        for (String name : columns.get().split(",", -1)) {
            chosen.add(Column.named(name.strip())
                    .orElseThrow(() -> UserException.usage(
                            "there is no column '" + name + "'",
                            "There are: "
                                    + Arrays.stream(Column.values())
                                            .map(Column::toString)
                                            .collect(Collectors.joining(" ")),
                            "Try: --columns time,pid,rss,pss,command")));
        }
        return chosen;
    }

    private static long requireProcess(String text) {
        if (!ProcessSource.isLinux()) {
            return ProcessHandle.of(Long.parseLong(text))
                    .map(ProcessHandle::pid)
                    .orElseThrow(() -> noProcess(text));
        }
        Optional<ProcStatus> status = text.matches("[1-9]\\d{0,9}") ? ProcStatus.of(text) : Optional.empty();
        if (status.isEmpty()
                || Stream.of('Z', 'X').anyMatch(dead -> dead == status.get().state())) {
            throw noProcess(text);
        }
        if (status.get().processId() != Long.parseLong(text)) {
            throw new UserException(
                    ExitCode.FAILED,
                    text + " is a thread, no process",
                    "It belongs to process " + status.get().processId() + " ("
                            + status.get().name() + ")",
                    "Give that number");
        }
        return Long.parseLong(text);
    }

    private static UserException noProcess(String text) {
        return new UserException(
                ExitCode.FAILED,
                "there is no process " + text,
                "It has ended, or is in another container",
                "List processes with: ps -e");
    }
}
