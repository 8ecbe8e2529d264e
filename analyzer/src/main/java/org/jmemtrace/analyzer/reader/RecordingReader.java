// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one or more files of one JVM, chunk by chunk in the order of time. Memory is that of the largest chunk (twice:
 * the parser copies it) and of the call tree, not of the files.
 */
public final class RecordingReader {
    /** After this many chunks on which the parser never ended, each with a thread left behind, the rest is not tried. */
    private static final int MOST_UNENDING = 2;

    /** One chunk and where it is. */
    private record Place(Path file, int chunksInFile, ChunkSpan span) {
        ChunkHeader header() {
            return span.header();
        }

        @Override
        public String toString() {
            return "chunk " + span.number() + " of " + chunksInFile + " of " + file.getFileName();
        }
    }

    /** What tells a chunk from all others; overlapping dumps of one JVM hold the same chunk each. */
    private record ChunkId(long startEpochNanos, long sizeBytes) {}

    private final List<String> names;
    private final ReadingProgress progress;
    private final List<Place> places = new ArrayList<>();
    private final List<Facts> jvms = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final TimeSpan time = new TimeSpan();
    private Optional<String> firstLoss = Optional.empty();
    private int damaged;
    private int unending;

    private RecordingReader(List<String> names, ReadingProgress progress) {
        this.names = names;
        this.progress = progress;
    }

    /**
     * Reads the recordings.
     *
     * @param names files, or directories that stand for the recordings in them
     * @throws UnreadableException if nothing can be read, or the files are of several JVMs
     */
    public static Recording read(List<String> names) throws UnreadableException, InterruptedException {
        return read(names, (chunk, chunks) -> {});
    }

    /** Reads the recordings, and says before each chunk how far it is. */
    public static Recording read(List<String> names, ReadingProgress progress)
            throws UnreadableException, InterruptedException {
        Optional<Path> lines = RecordingFiles.sampleLines(names);
        return lines.isPresent()
                ? SampleLines.read(names.get(0), lines.get())
                : new RecordingReader(names, progress).read();
    }

    private Recording read() throws UnreadableException, InterruptedException {
        List<Path> files = RecordingFiles.find(names);
        for (Path file : files) {
            scan(file);
        }
        places.sort(Comparator.comparingLong(place -> place.header().startEpochNanos()));
        Set<ChunkId> seen = new HashSet<>();
        int chunk = 0;
        for (Place place : places) {
            progress.reading(++chunk, places.size());
            ChunkId id =
                    new ChunkId(place.header().startEpochNanos(), place.header().sizeBytes());
            if (files.size() == 1 || seen.add(id)) {
                read(place);
            }
        }
        if (jvms.isEmpty()) {
            throw new UnreadableException(
                    files.get(0) + " cannot be read",
                    firstLoss.orElse("It holds no events."),
                    "Copy it again from where it was recorded, or record again.");
        }
        return RecordingAssembly.assemble(names, files.size(), jvms, time, damaged, warnings);
    }

    private void scan(Path file) throws UnreadableException {
        ChunkScan scan;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            scan = ChunkScan.of(channel);
        } catch (IOException e) {
            throw RecordingFiles.unreadable(file, e);
        }
        for (ChunkSpan span : scan.spans()) {
            Place place = new Place(file, scan.spans().size(), span);
            if (!span.isReadable()) {
                lose(place + " is unreadable: it is " + span.defect());
                continue;
            }
            places.add(place);
            if (!span.header().isFinished()) {
                warnings.add(place + " was never finished (the JVM was killed, or is still running):"
                        + " what came after its last flush is missing");
            }
        }
        if (scan.spans().stream().noneMatch(ChunkSpan::isReadable)) {
            throw nothingReadable(file, scan);
        }
        if (scan.strayBytes() > 0) {
            warnings.add(scan.strayBytes() + " bytes of " + file.getFileName() + " belong to no chunk: skipped");
        }
    }

    private static UnreadableException nothingReadable(Path file, ChunkScan scan) {
        String defect = scan.spans().isEmpty()
                ? "truncated within its first header"
                : scan.spans().get(0).defect();
        if (defect.startsWith("not finished")) {
            return new UnreadableException(
                    file + " is " + defect,
                    "The JVM is still running, or was killed within the first second.",
                    "If it runs: jcmd PID JFR.dump filename=rec.jfr && analyze rec.jfr");
        }
        return new UnreadableException(
                file + " is " + defect,
                "The copy broke off, the disk was full, or the JVM was killed; no whole chunk is left.",
                "Copy it again from where it was recorded, or record again.");
    }

    private void read(Place place) throws UnreadableException, InterruptedException {
        if (unending >= MOST_UNENDING) {
            lose(place + " was not tried, after the parser did not come to an end on others");
            return;
        }
        ChunkReader.Reading reading = ChunkReader.read(bytesOf(place), place.header());
        if (reading.neverEnded()) {
            unending++;
        }
        Facts facts = reading.facts();
        long events = facts.eventCount();
        if (!reading.defect().isEmpty()) {
            String extent = events == 0 ? " is unreadable: " : " is damaged, read up to event " + events + ": ";
            lose(place + extent + reading.defect());
        }
        if (events == 0) {
            return;
        }
        time.include(place.header().startEpochNanos(), place.header().endEpochNanos());
        for (Facts jvm : jvms) {
            if (!jvm.contradicts(facts)) {
                jvm.add(facts);
                return;
            }
        }
        jvms.add(facts);
    }

    private static byte[] bytesOf(Place place) throws UnreadableException {
        try (FileChannel channel = FileChannel.open(place.file(), StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) place.header().sizeBytes());
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, place.header().fileOffset() + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return bytes.array();
        } catch (IOException e) {
            throw RecordingFiles.unreadable(place.file(), e);
        }
    }

    private void lose(String warning) {
        firstLoss = firstLoss.or(() -> Optional.of(warning));
        damaged++;
        warnings.add(warning);
    }
}
