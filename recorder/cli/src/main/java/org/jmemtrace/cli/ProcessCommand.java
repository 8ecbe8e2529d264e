// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.cli.process.ProcTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Samples any process, alone or with its descendants; which one, the verb says. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "Memory is in MiB, times in seconds; each column is followed by its change (d).",
            "The files hold bytes and nanoseconds. Linux only: it reads /proc.",
            "Exit: the command's (128+n: signal n), with a PID 0; 2 usage, 125 record failed"
        })
final class ProcessCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final boolean tree;

    @Option(names = "--interval", paramLabel = "TIME", description = "Time between samples (1s)")
    private String interval = "1s";

    @Option(names = "--duration", paramLabel = "TIME", description = "Stop sampling after this time (never)")
    private Optional<String> duration = Optional.empty();

    @Option(names = "--omit-first", paramLabel = "N", description = "Leave out the first N samples (0)")
    private int omitFirst;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write lines of JSON")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write CSV")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Also write a flight recording")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = {"-f", "--force"},
            description = "Replace existing files")
    private boolean force;

    @Parameters(paramLabel = "PID|COMMAND", arity = "1..*", description = "A process id, or what to run")
    private List<String> target = new ArrayList<>();

    ProcessCommand(Terminal terminal, boolean tree) {
        this.terminal = terminal;
        this.tree = tree;
    }

    @Override
    public Integer call() throws IOException {
        long intervalNanos = SampleTime.nanos(interval);
        Optional<Long> limit = duration.map(SampleTime::nanos);
        List<Path> files = new ArrayList<>();
        List.of(json, csv, output).forEach(file -> file.ifPresent(files::add));
        for (Path file : files) {
            if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new UserException(
                        ExitCode.FAILED, file + " exists", "It is not overwritten", "Choose another name, or use -f");
            }
        }
        boolean attached = target.size() == 1 && target.get(0).matches("[0-9]{1,10}");
        if (!attached) {
            Path unused = Executable.require(target.get(0));
        } else if (ProcessHandle.of(Long.parseLong(target.get(0))).isEmpty()) {
            throw new UserException(
                    ExitCode.FAILED, "there is no process " + target.get(0), "It has ended", "List them with: ps -e");
        }
        try (SampleOutputs outputs =
                new SampleOutputs(attached ? terminal.out() : terminal.err(), json, csv, output, force)) {
            Sampling sampling = new Sampling(intervalNanos, limit.orElse(Long.MAX_VALUE), omitFirst, outputs);
            if (attached) {
                sampling.untilStopped(new ProcTree(Long.parseLong(target.get(0)), tree));
                return 0;
            }
            return Child.run(
                    new ProcessBuilder(target).inheritIO(),
                    process -> sampling.start(new ProcTree(process.pid(), tree)),
                    sampling::stop);
        }
    }
}
