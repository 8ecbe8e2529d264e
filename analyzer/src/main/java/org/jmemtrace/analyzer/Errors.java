// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jmemtrace.analyzer.reader.UnreadableException;
import org.jmemtrace.analyzer.report.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ended the command into three lines on the error stream and an exit code. */
final class Errors {
    private Errors() {}

    /** Usage: what is wrong, the nearest option, where help is. */
    static int onUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String message = failure.getMessage() == null ? "wrong usage" : failure.getMessage();
        List<String> near =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String why = near.isEmpty()
                ? "Usage: " + synopsis(command)
                : "Did you mean: " + String.join(" or ", near.subList(0, Math.min(2, near.size())));
        print(command.getErr(), List.of(firstLower(message), why, "Run: analyze --help"));
        return ExitCode.USAGE;
    }

    /** Without the words behind it. */
    private static String synopsis(CommandLine command) {
        return command.getCommandSpec().usageMessage().customSynopsis()[0].split(" {2,}", 2)[0];
    }

    static int onFailure(Exception failure, PrintWriter err, boolean stackTrace) {
        int code = ExitCode.BUG;
        if (failure instanceof UserException user) {
            print(err, user.lines());
            code = user.exitCode();
        } else if (failure instanceof UnreadableException unreadable) {
            print(err, unreadable.lines());
            code = unreadable.kind() == UnreadableException.Kind.CHOICE ? ExitCode.USAGE : ExitCode.UNREADABLE;
        } else if (failure instanceof InterruptedException) {
            print(err, List.of("interrupted", "Nothing was written.", "Run it again."));
            code = ExitCode.INTERRUPTED;
        } else {
            print(
                    err,
                    List.of(
                            "internal error: " + failure,
                            "This is a fault of jmemtrace, not of your recording.",
                            "Please report it with the output of: analyze --stacktrace ..."));
        }
        if (stackTrace) {
            failure.printStackTrace(err);
            err.flush();
        }
        return code;
    }

    private static void print(PrintWriter err, List<String> lines) {
        String indent = "analyze: ";
        for (String line : lines) {
            err.println(indent + SafeText.of(line));
            indent = "  ";
        }
        err.flush();
    }

    private static String firstLower(String message) {
        String line = message.lines().findFirst().orElse(message);
        return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }
}
