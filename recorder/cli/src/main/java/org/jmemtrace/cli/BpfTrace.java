// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jmemtrace.dtrace.Script;

/** Counts malloc in a JVM that runs, by bpftrace; needs root. Leaves no probe and no process behind. */
final class BpfTrace {
    private static final String TRACING = "/sys/kernel/tracing";
    private static final String MAP_KEYS = "1000000";
    private static final long PATIENCE_SECONDS = 60;

    private final TargetProcess target;
    private final Terminal terminal;

    BpfTrace(TargetProcess target, Terminal terminal) {
        this.target = target;
        this.terminal = terminal;
    }

    /** Throws, with what is missing and how to get it, if it cannot be done here. */
    void require() {
        if (Executable.find("bpftrace").isEmpty()) {
            throw missing("There is no bpftrace on the PATH", "Install it, as with: apt-get install bpftrace");
        }
        if (!ProcFile.field("/proc/self/status", "Uid:").orElse("").startsWith("0")) {
            throw missing(
                    "Only root, or CAP_BPF and CAP_PERFMON, may set probes", "Run as root: sudo record native PID");
        }
        if (!Files.exists(Path.of(TRACING, "uprobe_events"))) {
            throw missing(TRACING + " is not mounted", "Mount it: mount -t tracefs none " + TRACING);
        }
    }

    private static UserException missing(String why, String remedy) {
        return new UserException(ExitCode.FAILED, "a JVM that runs cannot be traced here", why, remedy);
    }

    /** Until the time is over, or Ctrl-C; returns what the script printed. */
    byte[] run(Duration duration, StopRequest stop) throws IOException {
        terminal.say("each malloc and free of " + target.pid() + " will take 5 to 15 us longer while this runs");
        if (!hasFramePointers()) {
            terminal.say("its stacks end at compiled code: it was started without -XX:+PreserveFramePointer");
        }
        try (PrivateDirectory directory = PrivateDirectory.temporary()) {
            Path script = Script.MALLOC_BY_STACK.extract(directory.path());
            Path said = directory.path().resolve("out");
            Path errors = directory.path().resolve("err");
            // In a session of its own: Ctrl-C is for us alone, who have something to do before it ends.
            ProcessBuilder builder = new ProcessBuilder(
                            "setsid", "bpftrace", script.toString(), libc(), Long.toString(target.pid()))
                    .redirectOutput(said.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("BPFTRACE_MAP_KEYS_MAX", MAP_KEYS);
            // Else it reads all symbols anew for each stack, which takes minutes.
            builder.environment().put("BPFTRACE_CACHE_USER_SYMBOLS", "1");
            Process tracing = builder.start();
            try {
                awaitProbes(tracing, said, errors, stop);
                terminal.say("tracing " + target + " for " + duration.toSeconds() + " s, Ctrl-C ends it");
                await(tracing, duration, stop);
                finish(tracing);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                tracing.destroyForcibly();
            }
            return Files.readAllBytes(said);
        }
    }

    /** Has the sums printed, with names for what is compiled: these the JVM writes into a file of its own. */
    private void finish(Process tracing) throws IOException, InterruptedException {
        Path names = Path.of(
                "/proc/" + target.pid() + "/root/tmp/perf-" + target.status().ownPid() + ".map");
        boolean ours = !Files.exists(names);
        jcmd("Compiler.perfmap");
        try {
            tracing.toHandle().destroy(); // bpftrace prints its sums at SIGTERM as at SIGINT
            if (!tracing.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw missing(
                        "bpftrace did not print its sums within " + PATIENCE_SECONDS + " s",
                        "Trace for a shorter time: --duration 3s");
            }
        } finally {
            if (ours) {
                Files.deleteIfExists(names);
            }
        }
    }

    private void awaitProbes(Process tracing, Path said, Path errors, StopRequest stop)
            throws IOException, InterruptedException {
        while (!Files.readString(said).contains("attached\t") && !stop.hasCome()) {
            if (tracing.waitFor(100, TimeUnit.MILLISECONDS)) {
                String why = Files.readString(errors, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.contains("RLIMIT_MEMLOCK"))
                        .findFirst()
                        .orElse("it said nothing");
                throw missing("bpftrace ended: " + why, "Try the script by hand: its head says how");
            }
        }
    }

    private static void await(Process tracing, Duration duration, StopRequest stop) {
        long end = System.nanoTime() + duration.toNanos();
        while (tracing.isAlive() && System.nanoTime() < end && !stop.await(Duration.ofMillis(100))) {
            continue;
        }
    }

    /** What the process has mapped, by a path that leads into its container. */
    private String libc() {
        return ProcFile.lines("/proc/" + target.pid() + "/maps").stream()
                .map(line -> line.replaceFirst(".* (?=/)", ""))
                .filter(path -> path.matches(".*/libc([.-].*)?\\.so.*"))
                .findFirst()
                .map(path -> Files.exists(Path.of(path)) ? path : "/proc/" + target.pid() + "/root" + path)
                .orElseThrow(() ->
                        missing("The process has no libc.so mapped", "Only dynamically linked JVMs can be traced"));
    }

    private boolean hasFramePointers() throws IOException {
        return jcmd("VM.flags").contains("+PreserveFramePointer");
    }

    private String jcmd(String command) throws IOException {
        Path jcmd = Analyzer.ownJava().resolveSibling("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        Process asking = new ProcessBuilder(List.of(jcmd.toString(), Long.toString(target.pid()), command))
                .redirectErrorStream(true)
                .start();
        asking.getOutputStream().close();
        try (InputStream answer = asking.getInputStream()) {
            return new String(answer.readAllBytes(), Charset.defaultCharset());
        }
    }
}
