// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording that was started in another JVM.
 *
 * @param name by which its JVM knows it
 * @param file what the JVM writes when it ends the recording, or ends itself
 * @param chunks where the JVM writes until then; empty if that cannot be seen from here
 * @param begun a moment before it did
 */
record TargetRecording(AttachChannel channel, String name, Path file, Optional<Path> chunks, Instant begun) {
    private static final Pattern REPOSITORY = Pattern.compile("Repository path: (/.*)");

    /** Throws if flight recorder will not work there; that is asked without waking it. */
    static void requirePossible(AttachChannel channel, TargetProcess process) {
        String said = channel.ask("JFR.check");
        if (said.contains("jdk.jfr not found") || said.contains("is disabled") || said.contains("can not be enabled")) {
            throw new UserException(
                    ExitCode.FAILED,
                    process + " has no flight recorder",
                    "It says: " + said.strip().replaceAll("\\s*\\n\\s*", " "),
                    "Run it on a Java with the module jdk.jfr, without -XX:-FlightRecorder");
        }
    }

    /** Starts one; the classes are woven when it returns. */
    static TargetRecording start(
            AttachChannel channel, TargetProcess process, Path settings, Path file, long largestBytes) {
        Instant begun = Instant.now();
        String name = "jmemtrace-" + ProcessHandle.current().pid() + "-" + begun.toEpochMilli();
        TargetRecording recording = new TargetRecording(channel, name, file, Optional.empty(), begun);
        try {
            recording.start(process, settings, largestBytes);
            return new TargetRecording(channel, name, file, repository(channel, process), begun);
        } catch (UserException failure) {
            if (process.runs()) {
                recording.stop(); // it may have begun all the same
            }
            throw failure;
        }
    }

    private void start(TargetProcess process, Path settings, long largestBytes) {
        String said = channel.ask("JFR.start name=" + name
                + " settings=" + RecorderOptions.quoted(settings.toString())
                + " filename=" + RecorderOptions.quoted(file.toString())
                + " dumponexit=true maxsize=" + (largestBytes >> 20) + "m");
        if (!said.contains("Started recording")) {
            throw new UserException(
                    ExitCode.FAILED,
                    "no recording could be started in " + process,
                    "It says: " + said.strip().replaceAll("\\s*\\n\\s*", " "),
                    "See what works there with: record doctor " + process.pid());
        }
    }

    private static Optional<Path> repository(AttachChannel channel, TargetProcess process) {
        Matcher path = REPOSITORY.matcher(channel.ask("JFR.configure"));
        return path.find() ? Optional.of(Path.of(path.group(1).strip())).filter(process::sees) : Optional.empty();
    }

    /** Stops it; then the file is written and the classes are restored. Stopping it again does nothing. */
    void stop() {
        String unused = channel.ask("JFR.stop name=" + name); // somebody may have stopped it already: the file tells
    }

    boolean isWritten() throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /** After the end of the JVM: what it had flushed of this recording becomes its file; whether there was anything. */
    boolean salvage() throws IOException {
        if (chunks.isEmpty() || !Files.isDirectory(chunks.get())) {
            return false;
        }
        List<Path> own = new ArrayList<>();
        for (Path chunk : Harvest.list(chunks.get())) {
            if (chunk.toString().endsWith(".jfr") && !ChunkFile.begun(chunk).isBefore(begun)) {
                own.add(chunk);
            }
        }
        Files.deleteIfExists(file); // flight recorder makes it when it starts, and a JVM that is killed leaves it empty
        return Harvest.join(own, file) > 0;
    }
}
