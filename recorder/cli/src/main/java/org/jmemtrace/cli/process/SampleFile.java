// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BiFunction;

/** A file of lines for its owner alone, written a whole sample at a time, so that it can be read at any moment. */
public final class SampleFile implements AutoCloseable {
    private final Writer writer;
    private final BiFunction<Sample, Observation, String> form;

    private SampleFile(Writer writer, BiFunction<Sample, Observation, String> form) {
        this.writer = writer;
        this.form = form;
    }

    /** JSON lines, one for each process and sample. */
    public static SampleFile json(Path file, boolean replace) throws IOException {
        return new SampleFile(create(file, replace), Lines::json);
    }

    /** The same as comma-separated values, beneath a line of names. */
    public static SampleFile csv(Path file, boolean replace) throws IOException {
        SampleFile made = new SampleFile(create(file, replace), Lines::csv);
        made.writer.write(Lines.csvHeader() + "\n");
        made.writer.flush();
        return made;
    }

    /** Never follows a link that somebody put there: the file is new. */
    private static Writer create(Path file, boolean replace) throws IOException {
        if (replace && Files.isRegularFile(file)) {
            Files.delete(file);
        }
        return Channels.newWriter(
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
                StandardCharsets.UTF_8);
    }

    public void write(Sample sample) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Observation process : sample.processes()) {
            lines.append(form.apply(sample, process)).append('\n');
        }
        writer.write(lines.toString());
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
