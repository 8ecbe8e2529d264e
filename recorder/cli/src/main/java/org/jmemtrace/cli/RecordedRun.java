// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A command that is to be recorded.
 *
 * @param profile name or file
 * @param controls values for the profile's controls
 * @param replaceOlder whether a file that has the name of the new recording may go
 */
record RecordedRun(
        Home home,
        List<String> command,
        String profile,
        SortedMap<String, String> controls,
        OutputName output,
        boolean replaceOlder) {

    /** What came of it. */
    record Result(int exitCode, List<Recording> recordings) {}

    RecordedRun {
        command = List.copyOf(command);
        if (!Launch.isJava(command)) {
            output = output.forSeveralJvms();
        }
    }

    /** Runs the command to its end and brings its recordings in. */
    Result run(Terminal terminal) {
        Path program = Executable.require(command.get(0));
        if (Launch.isJava(command)) {
            JavaRuntime.ofLauncher(program).ifPresent(JavaRuntime::requireRecordable);
        } else {
            terminal.say(Printable.of(command.get(0))
                    + " is not java: recording the JVMs it starts; each prints 'Picked up JAVA_TOOL_OPTIONS'");
        }
        refuseToReplace();
        Staging staging = Staging.in(output.directory());
        boolean keepStaging = false;
        try {
            int exitCode = Child.run(launch(staging).processBuilder());
            keepStaging = true; // until it is known that nothing of worth is left in it
            Harvest harvest = Harvest.bringIn(staging, output, replaceOlder);
            keepStaging = !harvest.running().isEmpty();
            report(harvest, staging, exitCode, terminal);
            return new Result(exitCode, harvest.recordings());
        } catch (IOException failure) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the recording cannot be brought in",
                    Reason.of(failure),
                    "What there is lies in " + staging.directory().path());
        } finally {
            if (!keepStaging) {
                staging.directory().close();
            }
        }
    }

    private void refuseToReplace() {
        Path file = output.resolve(0, "");
        if (output.isFixed() && !replaceOlder && Files.exists(file)) {
            throw UserException.usage(
                    file + " exists",
                    "It is kept, and the command was not started",
                    "Replace it with -f, or choose another name with -o FILE");
        }
    }

    private Launch launch(Staging staging) throws IOException {
        Path settings = staging.resolve("profile.jfc");
        try (InputStream jfc = new Profiles(home.profiles()).open(profile)) {
            Files.copy(jfc, settings);
        }
        RecorderOptions options = new RecorderOptions(home.agentJar(), settings, !Launch.isJava(command), controls);
        return Launch.of(command, options.jvmOptions(staging), System.getenv());
    }

    private void report(Harvest harvest, Staging staging, int exitCode, Terminal terminal) {
        for (Recording recording : harvest.recordings()) {
            if (recording.salvaged()) {
                terminal.say("JVM " + recording.pid()
                        + " ended without writing its recording; this is what it had flushed until then:");
            }
            terminal.say(Printable.of(recording.file().toString()) + "   " + new ByteSize(recording.bytes()));
        }
        for (long pid : harvest.running()) {
            terminal.say("JVM " + pid + " still runs; at its end its recording will be in "
                    + Printable.of(staging.recordings().toString()));
        }
        if (harvest.recordings().isEmpty() && harvest.running().isEmpty()) {
            terminal.say("nothing was recorded: "
                    + (Launch.isJava(command)
                            ? "the JVM ended before flight recorder began"
                            : "the command started no JVM that could be recorded")
                    + " (exit code " + exitCode + ")");
        }
    }
}
