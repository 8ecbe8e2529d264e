// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jmemtrace.cli.process.Observation;
import org.jmemtrace.cli.process.SampleFile;
import org.jmemtrace.cli.process.SampleRecording;
import org.jmemtrace.cli.process.Table;

/** Where samples go: the terminal, and the files that were asked for. Closing it twice does nothing. */
final class SampleOutputs implements AutoCloseable {
    private final PrintWriter out;
    private final Table table = new Table();
    private final Optional<SampleFile> json;
    private final Optional<SampleFile> csv;
    private final Optional<SampleRecording> recording;
    private boolean closed;

    SampleOutputs(PrintWriter out, Optional<Path> json, Optional<Path> csv, Optional<Path> jfr, boolean force)
            throws IOException {
        this.out = out;
        this.json = json.isPresent() ? Optional.of(SampleFile.json(json.get(), force)) : Optional.empty();
        this.csv = csv.isPresent() ? Optional.of(SampleFile.csv(csv.get(), force)) : Optional.empty();
        this.recording = jfr.map(SampleRecording::new);
        out.println(Table.header());
    }

    synchronized void write(List<Observation> sample) throws IOException {
        if (closed) {
            return;
        }
        table.lines(sample).forEach(line -> out.println(Printable.of(line)));
        out.flush();
        if (json.isPresent()) {
            json.get().write(sample);
        }
        if (csv.isPresent()) {
            csv.get().write(sample);
        }
        recording.ifPresent(file -> file.write(sample));
    }

    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (json.isPresent()) {
            json.get().close();
        }
        if (csv.isPresent()) {
            csv.get().close();
        }
        if (recording.isPresent()) {
            recording.get().close();
        }
    }
}
