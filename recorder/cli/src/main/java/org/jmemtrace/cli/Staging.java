// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A private directory beside the recording to be, where the JVMs write while they run. Flight recorder makes files that
 * everybody can read, under names that can be guessed; here nobody else can get at them, and what a killed JVM leaves
 * behind is found again. Beside it, so that a finished recording need only be renamed.
 *
 * @param recordings what JVMs that ended by themselves have written; given a directory, flight recorder invents a name
 * @param repository where JVMs write while they run; empty again once they have ended by themselves
 */
record Staging(PrivateDirectory directory, Path recordings, Path repository) {
    /** Less than this is no base to start from: flight recorder stops the program when the disk is full. */
    private static final long LEAST_ROOM_BYTES = 64L << 20; // 64 MiB

    private static final long MOST_RECORDING_BYTES = 4L << 30; // 4 GiB

    /** Makes the directory, and those above it where they are missing. */
    static Staging in(Path parent) {
        try {
            Files.createDirectories(parent);
            PrivateDirectory directory = PrivateDirectory.in(parent);
            return new Staging(directory, directory.makeDirectory("recordings"), directory.makeDirectory("repository"));
        } catch (IOException failure) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the recording cannot be written",
                    "No private directory can be made in " + parent + ": " + Reason.of(failure),
                    "Choose another place with -o FILE");
        }
    }

    Path resolve(String name) {
        return directory.path().resolve(name);
    }

    /**
     * How large a recording may become before flight recorder drops its oldest part: a third of what is free, since it
     * is copied once when the JVM ends.
     */
    long largestRecordingBytes() {
        return largestRecordingBytes(directory.path());
    }

    /** The same for a directory of another's choice, in which a JVM writes while it runs. */
    static long largestRecordingBytes(Path place) {
        long freeBytes = place.toFile().getUsableSpace();
        if (freeBytes < LEAST_ROOM_BYTES) {
            throw new UserException(
                    ExitCode.FAILED,
                    "there is no room for a recording",
                    "Only " + new ByteSize(freeBytes) + " are free in " + place
                            + ", and a full disk makes flight recorder stop the program",
                    "Make room, or choose another place with -o FILE");
        }
        return Math.min(freeBytes / 3, MOST_RECORDING_BYTES);
    }
}
