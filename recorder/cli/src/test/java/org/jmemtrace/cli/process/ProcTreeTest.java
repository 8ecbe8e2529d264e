// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a directory in the place of /proc, in which files can be missing as they are for another user's processes. */
class ProcTreeTest {
    @TempDir
    private Path proc;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(proc.resolve("uptime"), "100.50 99.00\n");
        process(10, 1, "S", 20, 300);
    }

    @Test
    void sample_process_hasItsFigures() throws IOException {
        Observation o = one(ProcTree.in(proc.toString(), 10, true));

        assertThat(o.name()).isEqualTo("a) b (c");
        assertThat(o.commandLine()).isEqualTo("run --token *** x");
        assertThat(o.status()).isEqualTo("S");
        assertThat(o.ageNanos()).hasValue(500_000_000);
        assertThat(o.of(Field.RSS)).hasValue(80 * 1024);
        assertThat(o.of(Field.RSS_ANON)).hasValue(50 * 1024);
        assertThat(o.of(Field.RSS_FILE)).hasValue(25 * 1024);
        assertThat(o.of(Field.RSS_SHMEM)).hasValue(5 * 1024);
        assertThat(o.of(Field.SWAP)).hasValue(7 * 1024);
        assertThat(o.of(Field.PSS)).hasValue(60 * 1024);
        assertThat(o.of(Field.USS)).hasValue(55 * 1024);
        assertThat(o.of(Field.SIZE)).hasValue(409_600);
        assertThat(o.of(Field.CPU)).isEmpty();
        assertThat(o.of(Field.USER)).hasValue(30_000_000);
        assertThat(o.of(Field.SYSTEM)).hasValue(40_000_000);
        assertThat(o.of(Field.FAULTS)).hasValue(300);
        assertThat(o.of(Field.MAJOR)).hasValue(2);
        assertThat(o.of(Field.THREADS)).hasValue(1);
        assertThat(o.of(Field.SWITCHES)).hasValue(11);
        assertThat(o.of(Field.FILES)).hasValue(4);
        assertThat(o.of(Field.NET))
                .as("of three sockets one is no TCP or UDP one")
                .hasValue(2);
        assertThat(o.of(Field.PSS_AGE)).hasValue(0);
        assertThat(o.figures().unknown()).containsExactly(Field.CPU);
    }

    @Test
    void sample_denied_isUnknownAndNotZero() throws IOException {
        Path directory = proc.resolve("10");
        Files.delete(directory.resolve("smaps_rollup"));
        delete(directory.resolve("fd"));

        Observation o = one(ProcTree.in(proc.toString(), 10, true));

        assertThat(o.figures().unknown())
                .containsExactly(Field.PSS, Field.USS, Field.CPU, Field.FILES, Field.NET, Field.PSS_AGE);
        assertThat(o.of(Field.RSS)).hasValue(80 * 1024);
    }

    @Test
    void sample_vanishedWhileRead_isUnknownAndLosesNobodyElse() throws IOException {
        process(11, 10, "S", 20, 300);
        for (String file : List.of("status", "smaps_rollup", "cmdline")) {
            Files.delete(proc.resolve("11/" + file));
        }
        delete(proc.resolve("11/fd"));
        process(12, 11, "S", 20, 300);

        Sample sample = ProcTree.in(proc.toString(), 10, true).sample();

        assertThat(sample.processes()).extracting(Observation::pid).containsExactly(10L, 11L, 12L);
        assertThat(sample.processes().get(1).of(Field.RSS)).isEmpty();
        assertThat(sample.sum(Field.PSS)).hasValue(2 * 60 * 1024);
    }

    @Test
    void sample_zombie_hasNoMemoryAndKeepsItsCommand() throws IOException {
        process(11, 10, "S", 20, 300);
        ProcTree tree = ProcTree.in(proc.toString(), 10, true);
        assertThat(tree.sample().processes()).hasSize(2);
        process(11, 10, "Z", 0, 300);
        Files.writeString(
                proc.resolve("11/status"), "Name:\tx\nvoluntary_ctxt_switches:\t1\nnonvoluntary_ctxt_switches:\t0\n");
        Files.writeString(proc.resolve("11/cmdline"), "");

        Observation zombie = tree.sample().processes().get(1);

        assertThat(zombie.status()).isEqualTo("Z");
        assertThat(zombie.of(Field.RSS)).hasValue(0);
        assertThat(zombie.of(Field.PSS)).hasValue(0);
        assertThat(zombie.commandLine()).startsWith("run");
    }

    @Test
    void sample_aboutToEnd_isLeftOut() throws IOException {
        process(11, 10, "R", 0, 300);
        Path stat = proc.resolve("11/stat");
        Files.writeString(stat, Files.readString(stat).replace("4194304", "4194308"));

        assertThat(ProcTree.in(proc.toString(), 10, true).sample().processes())
                .extracting(Observation::pid)
                .containsExactly(10L);
    }

    @Test
    void sample_unchangedProcess_isNotWalkedAgain() throws IOException {
        ProcTree tree = ProcTree.in(proc.toString(), 10, true);
        assertThat(one(tree).of(Field.PSS)).hasValue(60 * 1024);
        rollup(10, 70);

        assertThat(one(tree).of(Field.PSS)).as("nothing that it did says so").hasValue(60 * 1024);
        assertThat(one(tree).of(Field.PSS_AGE).getAsLong()).isPositive();

        process(10, 1, "S", 20, 301);
        rollup(10, 70);
        assertThat(one(tree).of(Field.PSS)).as("it had a page fault").hasValue(70 * 1024);
    }

    @Test
    void sample_otherProgramInTheSameProcess_hasItsOwnCommandLine() throws IOException {
        ProcTree tree = ProcTree.in(proc.toString(), 10, true);
        assertThat(one(tree).commandLine()).startsWith("run");
        Files.writeString(proc.resolve("10/cmdline"), "other\0");
        Files.writeString(
                proc.resolve("10/stat"),
                Files.readString(proc.resolve("10/stat")).replace("140723", "150000"));

        assertThat(one(tree).commandLine()).isEqualTo("other");
    }

    @Test
    void sample_threads_sumsTheirSwitches() throws IOException {
        Files.writeString(
                proc.resolve("10/stat"),
                Files.readString(proc.resolve("10/stat")).replace(" 20 0 1 0 ", " 20 0 2 0 "));
        for (int thread = 10; thread <= 11; thread++) {
            Files.createDirectories(proc.resolve("10/task/" + thread));
            Files.copy(proc.resolve("10/status"), proc.resolve("10/task/" + thread + "/status"));
        }

        assertThat(one(ProcTree.in(proc.toString(), 10, true)).of(Field.SWITCHES))
                .hasValue(22);
    }

    @Test
    void sample_rootEnded_isEmpty() throws IOException {
        ProcTree tree = ProcTree.in(proc.toString(), 10, true);
        assertThat(tree.sample().isEmpty()).isFalse();
        Files.delete(proc.resolve("10/stat"));

        assertThat(tree.sample().isEmpty()).isTrue();
    }

    private static Observation one(ProcTree tree) {
        return tree.sample().processes().get(0);
    }

    private void process(long pid, long ppid, String state, long rssPages, long faults) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                directory.resolve("stat"),
                pid + " (a) b (c) " + state + " " + ppid + " 7 7 0 -1 4194304 " + faults
                        + " 0 2 0 3 4 0 0 20 0 1 0 10000 " + (state.equals("Z") ? 0 : 409600) + " " + rssPages
                        + " 18446744073709551615 1 2 140723 0 0\n");
        Files.writeString(
                directory.resolve("status"),
                "Name:\ta) b (c\nVmSize:\t400 kB\nVmRSS:\t      80 kB\nRssAnon:\t  50 kB\nRssFile:\t 25 kB\nRssShmem:\t 5 kB\n"
                        + "VmSwap:\t 7 kB\nThreads:\t1\nvoluntary_ctxt_switches:\t9\nnonvoluntary_ctxt_switches:\t2\n");
        Files.writeString(directory.resolve("cmdline"), "run\0--token\0secret\0x\0");
        rollup(pid, 60);
        if (!Files.exists(directory.resolve("fd"))) {
            sockets(directory);
        }
    }

    private void rollup(long pid, long pss) throws IOException {
        Files.writeString(
                proc.resolve(pid + "/smaps_rollup"),
                "55f0-7ffe ---p 00000000 00:00 0    [rollup]\nRss:   80 kB\nPss:   " + pss
                        + " kB\nPss_Dirty: 1 kB\nShared_Clean: 25 kB\nPrivate_Clean: 5 kB\nPrivate_Dirty: 50 kB\n");
    }

    private static void sockets(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("fd"));
        List<String> targets = List.of("socket:[501]", "socket:[502]", "socket:[503]", "pipe:[504]");
        for (int i = 0; i < targets.size(); i++) {
            Files.createSymbolicLink(directory.resolve("fd/" + i), Path.of(targets.get(i)));
        }
        Files.createDirectories(directory.resolve("ns"));
        Files.createSymbolicLink(directory.resolve("ns/net"), Path.of("net:[4026531840]"));
        Files.createDirectories(directory.resolve("net"));
        String header =
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
        Files.writeString(
                directory.resolve("net/tcp"),
                header
                        + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 501 1\n");
        Files.writeString(
                directory.resolve("net/udp"),
                header
                        + "   0: 0100007F:1F90 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 503 2\n");
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
