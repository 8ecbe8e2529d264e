// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jmemtrace.events.ProcessSample;

/**
 * A flight recording of samples, made by this JVM's own flight recorder. It is written beside its place, in a file for
 * its owner alone, and put there when it is whole.
 */
public final class SampleRecording implements AutoCloseable {
    /** What the event's fields are called that can be unknown. */
    private static final Map<Field, String> NAMES = Map.ofEntries(
            Map.entry(Field.RSS, "vmRss"),
            Map.entry(Field.RSS_ANON, "rssAnon"),
            Map.entry(Field.RSS_FILE, "rssFile"),
            Map.entry(Field.RSS_SHMEM, "rssShmem"),
            Map.entry(Field.PSS, "pss"),
            Map.entry(Field.USS, "uss"),
            Map.entry(Field.SWAP, "swap"),
            Map.entry(Field.SWITCHES, "contextSwitches"),
            Map.entry(Field.FILES, "openFiles"),
            Map.entry(Field.NET, "netConnections"));

    private final Path file;
    private final Path unfinished;
    private final boolean replace;
    private final Recording recording = new Recording();

    /** @param largestBytes when it becomes larger, flight recorder drops its oldest part: a full disk would end us */
    public SampleRecording(Path file, boolean replace, long largestBytes) throws IOException {
        this.file = file.toAbsolutePath();
        this.replace = replace;
        unfinished = Files.createTempFile(this.file.getParent(), "jmemtrace-", ".jfr");
        FlightRecorder.register(ProcessSample.class);
        recording.enable(ProcessSample.class);
        recording.setMaxSize(largestBytes);
        recording.start();
    }

    public void write(Sample sample) {
        sample.processes().forEach(SampleRecording::commit);
    }

    private static void commit(Observation o) {
        ProcessSample event = new ProcessSample();
        event.pid = o.pid();
        event.ppid = o.ppid();
        event.name = o.name();
        event.cmdLine = o.commandLine();
        event.threads = small(o, Field.THREADS);
        event.vmSize = known(o, Field.SIZE);
        event.vmRss = known(o, Field.RSS);
        event.rssAnon = known(o, Field.RSS_ANON);
        event.rssFile = known(o, Field.RSS_FILE);
        event.rssShmem = known(o, Field.RSS_SHMEM);
        event.swap = known(o, Field.SWAP);
        event.pss = known(o, Field.PSS);
        event.uss = known(o, Field.USS);
        event.minorFaults = known(o, Field.FAULTS);
        event.majorFaults = known(o, Field.MAJOR);
        event.user = known(o, Field.USER);
        event.system = known(o, Field.SYSTEM);
        event.openFiles = small(o, Field.FILES);
        event.netConnections = small(o, Field.NET);
        event.contextSwitches = known(o, Field.SWITCHES);
        event.status = o.status();
        event.unknown = unknown(o.figures().unknown());
        event.commit();
    }

    /** 0 where it is not known: the event says which fields those are. */
    private static long known(Observation o, Field field) {
        return o.of(field).orElse(0);
    }

    private static int small(Observation o, Field field) {
        return (int) Math.min(Integer.MAX_VALUE, known(o, field));
    }

    private static String unknown(List<Field> fields) {
        return fields.stream().filter(NAMES::containsKey).map(NAMES::get).collect(Collectors.joining(","));
    }

    @Override
    public void close() throws IOException {
        try (recording) {
            recording.stop();
            recording.dump(unfinished);
            if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Path free = unfinished.resolveSibling(unfinished.getFileName());
                throw new IOException(file + " was made by somebody else meanwhile; the recording is " + free);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Leaves nothing behind. */
    public void discard() throws IOException {
        recording.close();
        Files.deleteIfExists(unfinished);
    }
}
