// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jdk.jfr.DataAmount;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code record process} and {@code record process-tree} with real processes. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessIT {
    @TempDir
    private Path directory;

    private RecordProcess record;
    private final List<Process> others = new ArrayList<>();

    @BeforeEach
    void install() throws IOException {
        record = new RecordProcess(directory);
    }

    @AfterEach
    void end() {
        record.end();
        for (Process other : others) {
            other.descendants().forEach(ProcessHandle::destroyForcibly);
            other.destroyForcibly();
        }
    }

    @Test
    void tree_command_keepsItsExitCodeAndOutputAndWritesAllFiles() throws Exception {
        Process run = tree("100ms", "echo out; sleep 0.5 | cat; exit 7");

        assertThat(run.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("out\n");
        assertThat(run.waitFor()).isEqualTo(7);
        assertThat(record.errors()).contains("TIME s", "total", "processes", "largest: ", "t.jsonl");
        assertThat(names()).containsExactlyInAnyOrder("sh", "sleep", "cat");
        assertThat(lines("t.csv").get(0)).startsWith("sample,epochNanos,elapsedNanos,pid");
        assertThat(lines("t.csv")).hasSize(1 + lines("t.jsonl").size());
        for (String file : List.of("t.jsonl", "t.csv", "t.jfr")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(files()).containsExactly("home", "stderr", "t.csv", "t.jfr", "t.jsonl");
    }

    @Test
    void tree_recording_hasTheSameFiguresWithUnits() throws Exception {
        assertThat(tree("100ms", "sleep 0.5; exit 0").waitFor()).isZero();

        List<RecordedEvent> events = RecordingFile.readAllEvents(directory.resolve("t.jfr"));
        List<String> lines = lines("t.jsonl");
        assertThat(events).hasSameSizeAs(lines).isNotEmpty();
        for (int i = 0; i < lines.size(); i++) {
            RecordedEvent event = events.get(i);
            assertThat(event.getEventType().getName()).isEqualTo("jmemtrace.ProcessSample");
            assertThat(event.getEventType().getField("vmRss").getAnnotation(DataAmount.class))
                    .isNotNull();
            assertThat(event.getLong("pid")).isEqualTo(number(lines.get(i), "pid"));
            assertThat(event.getLong("vmRss"))
                    .isEqualTo(number(lines.get(i), "rssBytes"))
                    .isPositive();
            assertThat(event.getLong("pss"))
                    .isEqualTo(number(lines.get(i), "pssBytes"))
                    .isPositive();
            assertThat(event.getLong("rssAnon") + event.getLong("rssFile") + event.getLong("rssShmem"))
                    .isEqualTo(event.getLong("vmRss"));
            assertThat(event.getLong("uss")).isBetween(1L, event.getLong("pss"));
            assertThat(event.getInt("openFiles")).isBetween(1, 100);
            assertThat(event.getString("unknown")).isEmpty();
        }
    }

    @Test
    void process_commandThatTakesMemory_showsIt() throws Exception {
        Process run = record.start(List.of(
                "process",
                "--interval",
                "50ms",
                "--json",
                "t.jsonl",
                "--",
                "sh",
                "-c",
                "sleep 0.3; x=$(head -c 20000000 /dev/zero" + " | tr '\\0' x); sleep 0.5; kill -9 $$"));

        assertThat(run.waitFor()).isEqualTo(128 + 9);
        List<String> lines = lines("t.jsonl");
        long growthBytes = number(lines.get(lines.size() - 1), "rssBytes") - number(lines.get(0), "rssBytes");
        assertThat(growthBytes).isBetween(20_000_000L, 100_000_000L);
        assertThat(names()).as("its children have no line").containsExactly("sh");
    }

    @Test
    void tree_terminated_passesItOnAndCompletesTheFiles() throws Exception {
        Process run = tree("100ms", "trap 'echo got; exit 9' TERM; echo ready; while :; do sleep 0.1; done");
        assertThat(run.inputReader(UTF_8).readLine()).isEqualTo("ready");
        Waiting.until(() -> lines("t.jsonl").size() > 2);
        run.toHandle().destroy();

        assertThat(run.inputReader(UTF_8).readLine()).isEqualTo("got");
        assertThat(run.waitFor()).isEqualTo(9);
        assertComplete();
    }

    @Test
    void tree_pid_endsAtCtrlCWithCompleteFilesAndLeavesTheProcess() throws Exception {
        Process sleep = other("sleep", "60");
        Process run = attach("process-tree", sleep.pid());
        Waiting.until(() -> lines("t.jsonl").size() > 2);
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(run.pid()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(run.waitFor()).isZero();
        assertComplete();
        assertThat(sleep.isAlive()).isTrue();
        assertThat(new String(run.getInputStream().readAllBytes(), UTF_8))
                .contains("sleep 60")
                .doesNotContain("\033");
    }

    @Test
    void process_pidThatIsKilled_endsWithCompleteFiles() throws Exception {
        Process sleep = other("sleep", "60");
        Process run = attach("process", sleep.pid());
        Waiting.until(() -> lines("t.jsonl").size() > 2);
        sleep.destroyForcibly();

        assertThat(run.waitFor()).isZero();
        assertComplete();
    }

    @Test
    void tree_duration_endsTheSamplesAndNotTheCommand() throws Exception {
        Process run = record.start(List.of(
                "process-tree",
                "--interval",
                "100ms",
                "--duration",
                "250ms",
                "--json",
                "t.jsonl",
                "--",
                "sh",
                "-c",
                "sleep 2; exit 5"));

        assertThat(run.waitFor()).isEqualTo(5);
        List<String> lines = lines("t.jsonl");
        assertThat(number(lines.get(lines.size() - 1), "elapsedNanos")).isBetween(250_000_000L, 1_500_000_000L);
    }

    @Test
    void process_omitFirst_beginsWithTheSecond() throws Exception {
        assertThat(record.start(List.of(
                                "process", "-1", "--interval", "100ms", "--json", "t.jsonl", "--", "sleep", "0.5"))
                        .waitFor())
                .isZero();

        assertThat(number(lines("t.jsonl").get(0), "sample")).isEqualTo(1);
        assertThat(lines("t.jsonl").get(0)).doesNotContain("\"cpuPercent\":null");
    }

    @Test
    void tree_existingFile_isKeptUnlessForcedAndNothingIsStarted() throws Exception {
        Path file = Files.writeString(directory.resolve("t.jsonl"), "old");

        assertThat(tree("100ms", "touch started").waitFor()).isEqualTo(ExitCode.USAGE);
        assertThat(file).hasContent("old");
        assertThat(directory.resolve("started")).doesNotExist();
        assertThat(record.errors().lines()).hasSize(3);
        assertThat(record.start(List.of("process", "-f", "--json", "t.jsonl", "--", "sleep", "0.3"))
                        .waitFor())
                .isZero();
        assertThat(file).content().startsWith("{\"sample\":0,");
    }

    @Test
    void tree_commandThatIsNotThere_is127AndLeavesNoFile() throws Exception {
        Process run =
                record.start(List.of("process-tree", "--json", "t.jsonl", "-o", "t.jfr", "--", "no-such-program"));

        assertThat(run.waitFor()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(record.errors().lines()).hasSize(3);
        assertThat(files()).containsExactly("home", "stderr");
    }

    @Test
    void process_pidThatIsNone_isThreeLinesAnd125() throws Exception {
        Process ended = other("true");
        assertThat(ended.waitFor()).isZero();

        assertThat(record.start(List.of("process", Long.toString(ended.pid()))).waitFor())
                .isEqualTo(ExitCode.FAILED);
        assertThat(record.errors().lines()).hasSize(3);
    }

    @Test
    void tree_readerThatGoesAway_endsIt() throws Exception {
        Process sleep = other("sleep", "60");
        Process run = record.start(
                List.of("sh", "-c", "\"$@\" | head -n 2", "sh"),
                List.of("process-tree", "--interval", "50ms", Long.toString(sleep.pid())));

        assertThat(new String(run.getInputStream().readAllBytes(), UTF_8).lines())
                .hasSize(2);
        assertThat(run.waitFor()).isZero();
        assertThat(record.errors()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void tree_hostileNames_doNotReachTheTerminal() throws Exception {
        Process run = record.start(List.of(
                "process-tree",
                "--interval",
                "100ms",
                "--csv",
                "t.csv",
                "--json",
                "t.jsonl",
                "--",
                "bash",
                "-c",
                "cp \"$(command -v sleep)\" $'a) \\e[31m\\n=x'; ./$'a) \\e[31m\\n=x' 1; exit 0"));

        assertThat(run.waitFor()).isZero();
        assertThat(record.errors()).doesNotContain("\033").contains("\\u001b[31m");
        assertThat(names()).contains("a) \\u001b[31m\\u000a=x");
        assertThat(Files.readString(directory.resolve("t.csv")))
                .doesNotContain("\033")
                .contains("\"a)  [31m =x\"");
        assertThat(lines("t.csv")).hasSize(1 + lines("t.jsonl").size());
    }

    @Test
    void tree_onATerminal_isColouredUnlessTheUserDoesNotWantIt() throws Exception {
        Assumptions.assumeThat(Executable.find("script")).isPresent();

        assertThat(onTerminal("TERM=xterm")).contains("\033[1mTIME s", "\033[1m         total");
        assertThat(onTerminal("TERM=xterm NO_COLOR=1"))
                .contains("TIME s", "total")
                .doesNotContain("\033");
        assertThat(onTerminal("TERM=dumb")).contains("TIME s", "total").doesNotContain("\033");
    }

    private String onTerminal(String variables) throws Exception {
        Process run = record.start(
                List.of("sh", "-c", variables + " exec script -qec \"$(printf \"'%s' \" \"$@\")\" /dev/null", "sh"),
                List.of("process-tree", "--interval", "100ms", "--", "sh", "-c", "sleep 0.3; true"));
        String screen = new String(run.getInputStream().readAllBytes(), UTF_8);
        assertThat(run.waitFor()).as(screen).isZero();
        return screen;
    }

    @Test
    void process_networkConnections_areTcpAndUdpOnly() throws Exception {
        long before = connectionsOfThisJvm("before.jsonl");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept();
                var local = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            local.bind(UnixDomainSocketAddress.of(directory.resolve("unix")));
            assertThat(accepted.isConnected() && client.isConnected()).isTrue();

            assertThat(connectionsOfThisJvm("with.jsonl")).isEqualTo(before + 3);
        }
    }

    /** The parent of the daemon ends long before the second sample, and the first may come before it begins. */
    @Test
    void tree_daemonWhoseParentWasNeverSeen_isInTheTree() throws Exception {
        assertThat(tree("1s", "(setsid sh -c 'sleep 2.5 &' &); sleep 2.2").waitFor())
                .isZero();

        List<String> last = samplesNumbered(2);
        assertThat(last).hasSize(3).anyMatch(line -> line.contains("\"commandLine\":\"sleep 2.5\""));
    }

    /** Nothing is lost but the dead: what lives for ten intervals is seen, and what lives all along is in each sample. */
    @Test
    void tree_2000ShortLivedChildren_losesNoneThatLives() throws Exception {
        Process run = tree("200ms", """
                sleep 600 & steady=$!; echo steady $steady
                i=0
                while [ $i -lt 2000 ]; do
                  i=$((i + 1))
                  if [ $((i % 100)) = 0 ]; then sleep 2 & echo long $!
                  else sleep 0.0$((i % 7)) & fi
                  [ $((i % 7)) = 0 ] && sleep 0.07
                done
                sleep 2.5
                kill $steady
                exit 3
                """);
        List<String> said = run.inputReader(UTF_8).lines().toList();

        assertThat(run.waitFor()).isEqualTo(3);
        Set<Long> seen = new TreeSet<>();
        lines("t.jsonl").forEach(line -> seen.add(number(line, "pid")));
        List<Long> longLived = said.stream()
                .filter(line -> line.startsWith("long "))
                .map(line -> Long.parseLong(line.substring(5)))
                .toList();
        assertThat(longLived).hasSize(20);
        assertThat(seen).containsAll(longLived);
        long steady = Long.parseLong(said.get(0).substring(7));
        List<String> all = lines("t.jsonl");
        assertThat(all)
                .as("one that ends while it is read is left out")
                .noneMatch(line -> line.contains("\"rssBytes\":null") || line.contains("\"pssBytes\":null"));
        long samples = number(all.get(all.size() - 1), "sample");
        for (int sample = 1; sample < samples; sample++) {
            assertThat(samplesNumbered(sample)).anyMatch(line -> number(line, "pid") == steady);
        }
        assertThat(record.errors()).doesNotContain("Exception", "\tat ");
        assertComplete();
    }

    private Process tree(String interval, String script) throws IOException {
        return record.start(List.of(
                "process-tree",
                "--interval",
                interval,
                "--json",
                "t.jsonl",
                "--csv",
                "t.csv",
                "-o",
                "t.jfr",
                "--",
                "sh",
                "-c",
                script));
    }

    private Process attach(String verb, long pid) throws IOException {
        return record.start(List.of(
                verb, "--interval", "50ms", "--json", "t.jsonl", "--csv", "t.csv", "-o", "t.jfr", Long.toString(pid)));
    }

    private Process other(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        others.add(process);
        return process;
    }

    private long connectionsOfThisJvm(String file) throws Exception {
        Process run = record.start(List.of(
                "process",
                "--duration",
                "10ms",
                "--json",
                file,
                Long.toString(ProcessHandle.current().pid())));
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return number(lines(file).get(0), "netConnections");
    }

    /** Each file ends with a whole line or can be read, and all have as much. */
    private void assertComplete() throws IOException {
        List<String> lines = lines("t.jsonl");
        assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("\"}"));
        assertThat(lines("t.csv"))
                .hasSize(1 + lines.size())
                .allMatch(line -> line.endsWith("\"") || line.startsWith("s"));
        assertThat(RecordingFile.readAllEvents(directory.resolve("t.jfr"))).hasSameSizeAs(lines);
    }

    private List<String> lines(String file) throws IOException {
        Path path = directory.resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> samplesNumbered(long sample) throws IOException {
        return lines("t.jsonl").stream()
                .filter(line -> number(line, "sample") == sample)
                .toList();
    }

    private Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : lines("t.jsonl")) {
            int begin = line.indexOf("\"name\":\"") + 8;
            names.add(line.substring(begin, line.indexOf("\",\"status\"", begin)));
        }
        return names;
    }

    private static long number(String json, String key) {
        return Stream.of(json.split("[{,]", -1))
                .filter(pair -> pair.startsWith("\"" + key + "\":"))
                .mapToLong(pair -> Long.parseLong(pair.substring(key.length() + 3)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " in " + json));
    }
}
