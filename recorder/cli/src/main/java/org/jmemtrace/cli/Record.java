// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code record}: its verbs, and how it fails. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Records where the memory of Java programs goes, with JDK Flight Recorder.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "Examples:",
            "  record demo",
            "  record run --include 'com.acme.**' -- java -jar app.jar",
            "  record process-tree --json tree.json -- make -j4",
            "  record attach --duration 30s 4711",
            "  record profiles list",
            "  record doctor",
            "Exit: 0 ok, 1 doctor found a fault, 2 usage, 70 bug in record, 125 failure;",
            "record run, native and demo pass on the exit code of what they ran."
        })
@SuppressWarnings("JavaLangClash") // the command is called so
public final class Record {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Print the stack trace of an error")
    private boolean stackTrace;

    private Record() {}

    /** Runs the command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(Terminal.standard(), List.of(arguments)));
    }

    static int execute(Terminal terminal, List<String> arguments) {
        Record record = new Record();
        return commandLine(record, terminal).execute(arguments.toArray(String[]::new));
    }

    private static CommandLine commandLine(Record record, Terminal terminal) {
        CommandLine line = new CommandLine(record)
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new CommandLine(new RunCommand(terminal)).setStopAtPositional(true))
                .addSubcommand(processes("process", "Samples a process, a line each time.", terminal, false))
                .addSubcommand(processes("process-tree", "Samples a process and its descendants.", terminal, true))
                .addSubcommand(new AttachCommand(terminal))
                .addSubcommand(new CommandLine(new NativeCommand(terminal)).setStopAtPositional(true))
                .addSubcommand(new ProfilesCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal));
        line.setUsageHelpAutoWidth(false);
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setParameterExceptionHandler((exception, words) -> reportUsage(exception, terminal));
        line.setExecutionExceptionHandler((exception, failed, result) -> record.report(exception, terminal));
        line.setExecutionStrategy(Record::runLast);
        return line;
    }

    private static CommandLine processes(String name, String description, Terminal terminal, boolean tree) {
        CommandLine line = new CommandLine(new ProcessCommand(terminal, tree)).setStopAtPositional(true);
        line.setCommandName(name);
        line.getCommandSpec().usageMessage().description(description);
        line.getCommandSpec().usageMessage().customSynopsis("record " + name + " [OPTIONS] PID | [--] COMMAND...");
        return line;
    }

    /** A verb that only groups others, and record itself, say how they are used. */
    private static int runLast(ParseResult result) {
        Integer helped = CommandLine.executeHelpRequest(result);
        if (helped != null) {
            return helped;
        }
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!last.commandSpec().subcommands().isEmpty()) {
            throw new ParameterException(last.commandSpec().commandLine(), "a command is missing");
        }
        return new CommandLine.RunLast().execute(result);
    }

    private static int reportUsage(ParameterException exception, Terminal terminal) {
        CommandLine failed = exception.getCommandLine();
        String name = failed.getCommandSpec().qualifiedName();
        List<String> near =
                exception instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String why = near.isEmpty() ? usage(failed) : "Did you mean: " + String.join(", ", near);
        String what = String.valueOf(exception.getMessage()).lines().findFirst().orElse("wrong usage");
        terminal.err()
                .println(UserException.usage(what, why, "See: " + name + " --help")
                        .text());
        terminal.err().flush();
        return ExitCode.USAGE;
    }

    private static String usage(CommandLine failed) {
        return failed.getSubcommands().isEmpty()
                ? "It is used as: " + failed.getHelp().synopsis(0).strip()
                : "Its commands are: "
                        + String.join(", ", failed.getSubcommands().keySet());
    }

    private int report(Exception exception, Terminal terminal) {
        UserException reported = explain(exception);
        terminal.err().println(reported.text());
        if (stackTrace) {
            exception.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return reported.exitCode();
    }

    private static UserException explain(Exception exception) {
        if (exception instanceof UserException expected) {
            return expected;
        }
        if (exception instanceof IOException failure) {
            return new UserException(
                    ExitCode.FAILED,
                    "a file cannot be read or written",
                    Reason.of(failure),
                    "Look at its permissions, and at the room on its disk");
        }
        return new UserException(
                ExitCode.BUG,
                "internal error",
                exception.toString(),
                "Please report it, with what the same command prints with: record --stacktrace");
    }
}
