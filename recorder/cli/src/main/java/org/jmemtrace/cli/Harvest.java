// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the JVMs of a command have left in the staging directory.
 *
 * @param running JVMs that still write there, as daemons do that a build tool starts
 */
record Harvest(List<Recording> recordings, List<Long> running) {
    /** The name flight recorder invents for a recording. */
    private static final Pattern FINISHED = Pattern.compile("hotspot-pid-(\\d+)-id-\\d+-([\\w]+)\\.jfr");

    /** The name flight recorder gives the directory of a JVM in the repository. */
    private static final Pattern JVM_DIRECTORY = Pattern.compile("(\\w+)_(\\d+)");

    Harvest {
        recordings = List.copyOf(recordings);
        running = List.copyOf(running);
    }

    /** Brings in what is there. Older files are kept, under other names for the new ones, unless they may go. */
    static Harvest bringIn(Staging staging, OutputName output, boolean replaceOlder) throws IOException {
        List<Recording> recordings = new ArrayList<>();
        List<Long> running = new ArrayList<>();
        for (Path file : list(staging.recordings())) {
            Matcher name = FINISHED.matcher(file.getFileName().toString());
            if (name.matches() && Files.size(file) > 0) {
                long pid = Long.parseLong(name.group(1));
                recordings.add(publish(file, output.resolve(pid, name.group(2)), replaceOlder, pid, false));
            }
        }
        for (Path directory : list(staging.repository())) {
            Matcher name = JVM_DIRECTORY.matcher(directory.getFileName().toString());
            if (!name.matches()) {
                continue;
            }
            long pid = Long.parseLong(name.group(2));
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                running.add(pid);
                continue;
            }
            Path joined = staging.resolve("salvaged-" + pid);
            if (join(list(directory), joined) > 0) {
                recordings.add(publish(joined, output.resolve(pid, name.group(1)), replaceOlder, pid, true));
            }
        }
        return new Harvest(recordings, running);
    }

    /** Chunks put one after the other are a recording. */
    static long join(List<Path> chunks, Path recording) throws IOException {
        long bytes = 0;
        try (FileChannel channel =
                FileChannel.open(recording, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            for (Path chunk : chunks) {
                if (chunk.toString().endsWith(".jfr")) {
                    bytes += ChunkFile.appendTo(channel, chunk);
                }
            }
        }
        return bytes;
    }

    static Recording publish(Path file, Path target, boolean replaceOlder, long pid, boolean salvaged)
            throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        if (replaceOlder) {
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
            return new Recording(target, Files.size(target), pid, salvaged);
        }
        Path free = target;
        for (int i = 2; Files.exists(free); i++) {
            free = target.resolveSibling(target.getFileName().toString().replaceFirst("(\\.jfr)?$", "-" + i + "$1"));
        }
        Files.move(file, free);
        return new Recording(free, Files.size(free), pid, salvaged);
    }

    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
