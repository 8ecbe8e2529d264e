// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        customSynopsis = "record run [OPTIONS] [--] COMMAND...",
        description = "Runs a command and records its JVMs; keeps its streams, signals and exit code.",
        footer = {
            "Examples:",
            "  record run java -jar app.jar",
            "  record run --include 'com.acme.**' -o app.jfr -- java -jar app.jar",
            "  record run -o 'build-%%p.jfr' -- mvn -q test",
            "Exit: the command's (128+n: signal n), 2 usage, 125 record failed, 126 the command",
            "cannot be run, 127 there is no such command"
        })
final class RunCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ProfileOptions recorded = new ProfileOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = OutputName.DEFAULT,
            description = "Recording; %%p pid, %%t time, %%h host (mem-%%p-%%t.jfr)")
    private String output = OutputName.DEFAULT;

    @Option(
            names = {"-f", "--force"},
            description = "Replace an existing recording")
    private boolean force;

    @Option(names = "--analyze", description = "Print the report at the end")
    private boolean analyze;

    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "What to run")
    private List<String> command = new ArrayList<>();

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = Home.ofLauncher();
        RecordedRun run = new RecordedRun(
                home, command, recorded.profile(), recorded.values(home), OutputName.parse(output), force);
        RecordedRun.Result result = run.run(terminal);
        if (analyze) {
            result.recordings().forEach(recording -> new Analyzer(home).report(recording.file()));
        } else {
            // Of many JVMs, as builds start them, the one that did most: a hint, not a list.
            result.recordings().stream()
                    .max(Comparator.comparingLong(Recording::bytes))
                    .ifPresent(recording -> terminal.say("next: " + home.analyzeCommand() + " "
                            + Printable.shellWord(recording.file().toString())));
        }
        return result.exitCode();
    }
}
