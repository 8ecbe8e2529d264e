// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.cli.process.Field;
import org.jmemtrace.cli.process.Peaks;
import org.jmemtrace.cli.process.Sample;
import org.jmemtrace.cli.process.SampleFile;
import org.jmemtrace.cli.process.SampleRecording;
import org.jmemtrace.cli.process.Table;

/** Where samples go: a table on a stream, and the files that were asked for. */
final class SampleOutputs implements AutoCloseable {
    private final PrintWriter out;
    private final Screen screen;
    private final Table table;
    private final Peaks peaks;
    private final SampleFiles wanted;
    private final List<SampleFile> lines = new ArrayList<>();
    private Optional<SampleRecording> recording = Optional.empty();
    private boolean outIsGone;
    private boolean closed;
    private long written;
    private long denied;

    private SampleOutputs(PrintWriter out, Screen screen, Table table, Peaks peaks, SampleFiles wanted) {
        this.out = out;
        this.screen = screen;
        this.table = table;
        this.peaks = peaks;
        this.wanted = wanted;
    }

    /** Makes the files, so that one that cannot be made is known before a command is started. */
    static SampleOutputs open(PrintWriter out, Screen screen, Table table, Peaks peaks, SampleFiles wanted) {
        SampleOutputs outputs = new SampleOutputs(out, screen, table, peaks, wanted);
        try {
            outputs.makeFiles();
            return outputs;
        } catch (IOException failure) {
            outputs.discard();
            throw new UserException(
                    ExitCode.FAILED,
                    "a file for the samples cannot be made",
                    Reason.of(failure),
                    "Choose another name or directory; nothing was started");
        } catch (IllegalStateException noFlightRecorder) {
            outputs.discard();
            throw new UserException(
                    ExitCode.FAILED,
                    "this java has no flight recorder",
                    String.valueOf(noFlightRecorder.getMessage()),
                    "Run record without -XX:-FlightRecorder in JAVA_OPTS, or use --json in place of -o");
        }
    }

    private void makeFiles() throws IOException {
        for (Path file : wanted.all()) {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(file));
        }
        if (wanted.json().isPresent()) {
            lines.add(SampleFile.json(wanted.json().get(), wanted.replace()));
        }
        if (wanted.csv().isPresent()) {
            lines.add(SampleFile.csv(wanted.csv().get(), wanted.replace()));
        }
        if (wanted.recording().isPresent()) {
            Path file = wanted.recording().get();
            Path directory = Optional.ofNullable(file.getParent()).orElse(file);
            long largestBytes = Math.min(
                    Staging.largestRecordingBytes(directory),
                    Staging.largestRecordingBytes(Path.of(System.getProperty("java.io.tmpdir", "/tmp"))));
            recording = Optional.of(new SampleRecording(file, wanted.replace(), largestBytes));
        }
    }

    /** Whether it makes sense to go on: it does not for a table alone that nobody reads any more. */
    boolean areWanted() {
        return !outIsGone || !lines.isEmpty() || recording.isPresent();
    }

    void write(Sample sample) throws IOException {
        written++;
        peaks.add(sample);
        denied = Math.max(
                denied,
                sample.processes().stream()
                        .filter(process -> process.of(Field.PSS).isEmpty())
                        .count());
        if (!outIsGone) {
            table.lines(sample, screen.look()).forEach(out::println);
            outIsGone = out.checkError();
        }
        for (SampleFile file : lines) {
            file.write(sample);
        }
        recording.ifPresent(file -> file.write(sample));
    }

    /** Completes the files. Closing it twice does nothing. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        for (SampleFile file : lines) {
            file.close();
        }
        if (recording.isPresent()) {
            recording.get().close();
        }
    }

    /** Closes and removes the files: nothing was sampled. */
    void discard() {
        closed = true;
        try {
            if (recording.isPresent()) {
                recording.get().discard();
            }
            for (SampleFile file : lines) {
                file.close();
            }
            for (Path file : wanted.ofLines().subList(0, lines.size())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            return; // what made us give up is what the user is told
        }
    }

    /** Says what there was, and where it is. */
    void report(Terminal terminal) {
        if (written == 0) {
            terminal.say("nothing was sampled: it had ended before");
        } else {
            peaks.lines().forEach(line -> terminal.say(Printable.of(line)));
        }
        if (denied > 0) {
            terminal.say("n/a: of " + denied + (denied == 1 ? " process" : " processes")
                    + " the system does not tell this user PSS, USS and files");
        }
        for (Path file : wanted.all()) {
            terminal.say(Printable.of(file.toString()) + "   "
                    + new ByteSize(file.toFile().length()));
        }
    }
}
