// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jmemtrace.demo.PhotoShop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Records a small program that leaks, and prints the report on it.",
            "It leaks heap, direct and malloc'd memory, each from a method that the report names."
        },
        footer = {
            "Examples:",
            "  record demo",
            "  record demo --keep demo",
            "Exit: 0 ok, else that of the program or of the analyzer"
        })
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep the recording there, as demo.jfr")
    private Optional<Path> keep = Optional.empty();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = Home.ofLauncher();
        if (keep.isPresent()) {
            return recordAndAnalyze(home, keep.get());
        }
        try (PrivateDirectory directory = PrivateDirectory.temporary()) {
            int exitCode = recordAndAnalyze(home, directory.path());
            terminal.say("demo: that recording is deleted; keep the next one with: record demo --keep DIR");
            return exitCode;
        }
    }

    private int recordAndAnalyze(Home home, Path directory) throws IOException {
        List<String> command = command(Analyzer.ownJava());
        OutputName output = OutputName.parse(directory.resolve("demo.jfr").toString());
        Profile calls = new Profiles(home.profiles()).read("calls");
        Controls controls = new Controls()
                .globs("include", List.of(PhotoShop.class.getPackageName() + ".**"))
                .period("interval", "250ms");
        terminal.say("demo 1/2: recording " + PhotoShop.class.getName() + " for " + PhotoShop.SECONDS + " s on Java "
                + Runtime.version().feature() + " ...");
        RecordedRun.Result result =
                new RecordedRun(home, command, calls.name(), controls.forProfile(calls), output, true).run(terminal);
        if (result.exitCode() != 0 || result.recordings().isEmpty()) {
            throw new UserException(
                    result.exitCode() == 0 ? ExitCode.FAILED : result.exitCode(),
                    "the demo was not recorded",
                    "Its program ended with exit code " + result.exitCode() + " and "
                            + result.recordings().size() + " recordings",
                    "See what is wrong here with: record doctor");
        }
        Recording recording = result.recordings().get(0);
        terminal.say("demo 2/2: " + home.analyzeCommand() + " "
                + Printable.shellWord(recording.file().toString()));
        return new Analyzer(home).report(recording.file());
    }

    /** A heap of known size and a collector that works in one thread make each run like the last. */
    private static List<String> command(Path java) {
        return List.of(
                java.toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                OwnJar.path(),
                PhotoShop.class.getName());
    }
}
