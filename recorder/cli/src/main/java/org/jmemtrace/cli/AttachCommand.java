// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "attach",
        mixinStandardHelpOptions = true,
        customSynopsis = "record attach [OPTIONS] [PID]",
        description = {
            "Records a JVM that runs, for a time or until Ctrl-C.",
            "Then its classes are restored. Without PID: lists the JVMs of this user."
        },
        footer = {
            "Not seen: what was allocated before, and calls that were entered before.",
            "Java 21+ warns on the program's stderr, unless -XX:+EnableDynamicAgentLoading.",
            "Examples:",
            "  record attach 4711",
            "  record attach --duration 30s --include 'com.acme.**' -o a.jfr 4711",
            "Exit: 0 recorded (Ctrl-C too), 2 usage, 125 not recorded, 130 Ctrl-C too early"
        })
final class AttachCommand implements Callable<Integer> {
    /** As flight recorder writes times into names. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss", Locale.ROOT);

    private final Terminal terminal;

    @Mixin
    private ProfileOptions recorded = new ProfileOptions();

    @Option(names = "--duration", paramLabel = "TIME", description = "How long, as 30s or 5m (until Ctrl-C)")
    private Optional<String> duration = Optional.empty();

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

    @Parameters(paramLabel = "PID", arity = "0..1", description = "The JVM's process id")
    private Optional<String> pid = Optional.empty();

    AttachCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Duration> time = duration.map(SampleTime::nanos).map(Duration::ofNanos);
        requireAttachApi();
        if (pid.isEmpty()) {
            return list();
        }
        long number = processId(pid.get());
        Home home = Home.ofLauncher();
        Path file = OutputName.parse(output).resolve(number, TIME.format(LocalDateTime.now(ZoneId.systemDefault())));
        refuseToReplace(file);
        var values = recorded.values(home);
        TargetProcess process = TargetProcess.require(number);
        try (StopRequest stop = StopRequest.listen()) {
            Recording recording =
                    new AttachedRun(home, process, recorded.profile(), values, file, force, time).run(stop, terminal);
            terminal.say(Printable.of(recording.file().toString()) + "   " + new ByteSize(recording.bytes()));
            terminal.say("next: " + home.analyzeCommand() + " "
                    + Printable.shellWord(recording.file().toString()));
            return 0;
        }
    }

    private static void requireAttachApi() {
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new UserException(
                    ExitCode.FAILED,
                    "this java cannot attach to others",
                    System.getProperty("java.home") + " was made without the module jdk.attach",
                    "Point JAVA_HOME at a full JDK, of any version from 17 on");
        }
    }

    private static long processId(String text) {
        if (!text.matches("[1-9]\\d{0,9}")) {
            throw UserException.usage(
                    "'" + text + "' is not a process id",
                    "It is the number that ps, jps and jcmd -l show for a process",
                    "See the JVMs that run with: record attach");
        }
        return Long.parseLong(text);
    }

    private int list() {
        List<String> lines = RunningJvms.lines();
        if (lines.isEmpty()) {
            terminal.say("no JVM of this user runs, or none that shows itself (-XX:-UsePerfData)");
        }
        lines.forEach(terminal.out()::println);
        terminal.out().flush();
        return 0;
    }

    private void refuseToReplace(Path file) {
        if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw UserException.usage(
                    file + " exists",
                    "It is kept, and nothing was started in the process",
                    "Replace it with -f, or choose another name with -o FILE");
        }
    }
}
