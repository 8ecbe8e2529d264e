// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jmemtrace.events.ProcessSample;

/** A flight recording of samples, written beside its place and put there when it is whole. */
public final class SampleRecording implements AutoCloseable {
    private final Path file;
    private final Recording recording = new Recording();

    public SampleRecording(Path file) {
        this.file = file.toAbsolutePath();
        FlightRecorder.register(ProcessSample.class);
        recording.enable(ProcessSample.class);
        recording.start();
    }

    public void write(List<Observation> sample) {
        for (Observation o : sample) {
            ProcessSample event = new ProcessSample();
            event.pid = o.pid();
            event.ppid = o.ppid();
            event.name = o.name();
            event.cmdLine = o.commandLine();
            event.threads = Math.toIntExact(o.threads().orElse(0));
            event.vmSize = o.sizeBytes().orElse(0);
            event.vmRss = o.rssBytes().orElse(0);
            event.pss = o.pssBytes().orElse(0);
            event.uss = o.ussBytes().orElse(0);
            event.minorFaults = o.minorFaults().orElse(0);
            event.majorFaults = o.majorFaults().orElse(0);
            event.user = o.userNanos().orElse(0);
            event.system = o.systemNanos().orElse(0);
            event.openFiles = Math.toIntExact(o.openFiles().orElse(0));
            event.contextSwitches = o.contextSwitches().orElse(0);
            event.status = o.status();
            event.commit();
        }
    }

    @Override
    public void close() throws IOException {
        recording.stop();
        Path made = Files.createTempFile(file.getParent(), "jmemtrace-", ".jfr");
        try {
            recording.dump(made);
            recording.close();
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
