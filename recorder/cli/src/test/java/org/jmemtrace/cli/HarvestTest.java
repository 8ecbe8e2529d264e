// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarvestTest {
    /** Above the largest process id that Linux gives. */
    private static final long NO_PID = 1L << 30;

    @TempDir
    private Path directory;

    private Staging staging;

    @BeforeEach
    void stage() {
        staging = Staging.in(directory);
    }

    @Test
    void bringIn_finishedRecording_isRenamedAndPrivate() throws Exception {
        finished(42, "text");

        Harvest harvest = Harvest.bringIn(staging, new OutputName(directory, "r-%p-%t.jfr"), false);

        Path file = directory.resolve("r-42-2026_01_02_03_04_05.jfr");
        assertThat(harvest.recordings()).containsExactly(new Recording(file, 4, 42, false));
        assertThat(file).hasContent("text");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void bringIn_olderFileInTheWay_keepsBoth() throws Exception {
        Files.writeString(directory.resolve("r.jfr"), "older");
        finished(42, "newer");

        Harvest harvest = Harvest.bringIn(staging, new OutputName(directory, "r.jfr"), false);

        assertThat(directory.resolve("r.jfr")).hasContent("older");
        assertThat(harvest.recordings()).extracting(Recording::file).containsExactly(directory.resolve("r-2.jfr"));
        assertThat(directory.resolve("r-2.jfr")).hasContent("newer");
    }

    @Test
    void bringIn_olderFileThatMayGo_isReplaced() throws Exception {
        Files.writeString(directory.resolve("r.jfr"), "older");
        finished(42, "newer");

        Harvest.bringIn(staging, new OutputName(directory, "r.jfr"), true);

        assertThat(directory.resolve("r.jfr")).hasContent("newer");
    }

    @Test
    void bringIn_linkPlantedAtTheName_isReplacedNotFollowed() throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "precious");
        Files.createSymbolicLink(directory.resolve("r.jfr"), precious);
        finished(42, "newer");

        Harvest.bringIn(staging, new OutputName(directory, "r.jfr"), true);

        assertThat(precious).hasContent("precious");
        assertThat(directory.resolve("r.jfr")).hasContent("newer");
    }

    @Test
    void bringIn_chunksOfAKilledJvm_areJoined() throws Exception {
        Path jvm = Files.createDirectory(staging.repository().resolve("2026_01_02_03_04_05_" + NO_PID));
        Files.write(jvm.resolve("2026_01_02_03_04_05.jfr"), ChunkFileTest.chunk(100, 100, (byte) 0));
        Files.write(jvm.resolve("2026_01_02_03_04_09.jfr"), ChunkFileTest.chunk(100, 90, (byte) 3));

        Harvest harvest = Harvest.bringIn(staging, new OutputName(directory, "r-%t.jfr"), false);

        Path file = directory.resolve("r-2026_01_02_03_04_05.jfr");
        assertThat(harvest.recordings()).containsExactly(new Recording(file, 190, NO_PID, true));
    }

    @Test
    void bringIn_chunksOfALivingJvm_areLeftToIt() throws Exception {
        long pid = ProcessHandle.current().pid();
        Path jvm = Files.createDirectory(staging.repository().resolve("2026_01_02_03_04_05_" + pid));
        Files.write(jvm.resolve("2026_01_02_03_04_05.jfr"), ChunkFileTest.chunk(100, 100, (byte) 0));

        Harvest harvest = Harvest.bringIn(staging, new OutputName(directory, "r.jfr"), false);

        assertThat(harvest.running()).containsExactly(pid);
        assertThat(harvest.recordings()).isEmpty();
    }

    @Test
    void bringIn_emptyRecording_isNone() throws Exception {
        finished(42, "");

        assertThat(Harvest.bringIn(staging, new OutputName(directory, "r.jfr"), false)
                        .recordings())
                .isEmpty();
    }

    private void finished(long pid, String content) throws Exception {
        Files.writeString(
                staging.recordings().resolve("hotspot-pid-" + pid + "-id-1-2026_01_02_03_04_05.jfr"), content);
    }
}
