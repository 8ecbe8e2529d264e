// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.dtrace.NativeAllocations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "native",
        mixinStandardHelpOptions = true,
        customSynopsis = {"record native [OPTIONS] [--] COMMAND...", "record native [OPTIONS] PID"},
        description = {
            "Counts malloc and free by line of the program.",
            "A command is started with a small library before the C library's (no root; needs a C compiler).",
            "A JVM that runs is traced by bpftrace (root; slow: for seconds)."
        },
        footer = {
            "Examples:",
            "  record native -- java -jar app.jar",
            "  record native --sample 0 -o native.tsv -- java -jar app.jar",
            "  sudo record native --duration 5s 4711",
            "Exit: the command's, or 0; 2 usage, 125 something is missing, as it says"
        })
final class NativeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--sample",
            paramLabel = "SIZE",
            defaultValue = "64KiB",
            description = "Record all blocks of SIZE and more; 0 all (64KiB)")
    private String sample = "64KiB";

    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "10s", description = "Trace a PID so long (10s)")
    private String duration = "10s";

    @Option(names = "--top", paramLabel = "N", defaultValue = "15", description = "Rows, 0 all (15)")
    private int top;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Keep the figures of all stacks there, tab separated")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = {"-f", "--force"},
            description = "Replace an existing file")
    private boolean force;

    @Parameters(paramLabel = "COMMAND|PID", arity = "1..*", description = "What to run, or what runs")
    private List<String> command = new ArrayList<>();

    NativeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (output.isPresent() && Files.exists(output.get()) && !force) {
            throw UserException.usage(
                    output.get() + " exists", "A file is replaced only if told to", "Add -f, or name another file");
        }
        if (top < 0) {
            throw UserException.usage("--top takes 0 or more, not " + top, "0 shows all rows", "Try: --top 30");
        }
        if (command.size() == 1 && command.get(0).matches("\\d+")) {
            return trace(Long.parseLong(command.get(0)));
        }
        Executable.require(command.get(0));
        if (!Launch.isJava(command)) {
            throw UserException.usage(
                    command.get(0) + " is no java launcher",
                    "The library goes into one JVM, which is to be started directly",
                    "Run: record native -- java ...");
        }
        try (PrivateDirectory directory = PrivateDirectory.temporary()) {
            Interposer interposer = Interposer.compile(directory.path());
            Path file = directory.path().resolve("native.tsv");
            int exitCode = Child.run(interposer.launch(command, file, ByteSize.parse(sample)));
            report(file);
            return exitCode;
        }
    }

    private void report(Path file) throws IOException {
        if (!Files.exists(file)) {
            terminal.say("no native allocation was recorded: the JVM was killed, or did not start");
            return;
        }
        new NativeReport(NativeAllocations.read(file), top).lines().forEach(terminal.err()::println);
        terminal.err().flush();
        if (output.isPresent()) {
            Files.copy(file, output.get(), StandardCopyOption.REPLACE_EXISTING);
            terminal.say("wrote " + output.get().toAbsolutePath());
        }
    }

    private int trace(long pid) throws IOException {
        BpfTrace tracing = new BpfTrace(TargetProcess.require(pid), terminal);
        tracing.require();
        Duration time = Duration.ofNanos(SampleTime.nanos(duration));
        try (StopRequest stop = StopRequest.listen()) {
            byte[] sums = tracing.run(time, stop);
            if (output.isPresent()) {
                Files.write(output.get(), sums);
                terminal.say("wrote " + output.get().toAbsolutePath());
            } else {
                terminal.out().print(new String(sums, StandardCharsets.UTF_8));
                terminal.out().flush();
            }
        }
        return 0;
    }
}
