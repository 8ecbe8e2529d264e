// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JVM that runs, known to be one that can be asked to listen. That takes a SIGQUIT, which ends what is no JVM and
 * makes one that may not be attached to print its threads; so all that can be known before is looked at before.
 *
 * @param begun when it was started, which tells it from a later process of the same number
 */
record TargetProcess(long pid, ProcStatus status, String begun) {
    private static final String FORBIDDING = "-XX:+DisableAttachMechanism";
    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=");

    /** The process of that number; throws, with the reason, if it is none that can be attached to. */
    static TargetProcess require(long pid) {
        ProcStatus status = ProcStatus.of(Long.toString(pid))
                .orElseThrow(() -> refusal(
                        "there is no process " + pid,
                        "It has ended, or it runs in another container or as a user whose processes are hidden",
                        "See the JVMs that run with: record attach"));
        TargetProcess process = new TargetProcess(pid, status, begun(pid));
        process.requireRunning();
        process.requireSameUser();
        process.requireJvm();
        process.requireAttachable();
        return process;
    }

    private void requireRunning() {
        if (status.processId() != pid) {
            throw refusal(
                    pid + " is no process",
                    "It is the number of a thread of process " + status.processId(),
                    "Try: record attach " + status.processId());
        }
        if (status.state() == 'Z' || status.state() == 'X') {
            throw refusal(this + " has ended", "Nothing of it runs any more", "See what runs with: record attach");
        }
        if (status.state() == 'T' || status.state() == 't') {
            throw refusal(
                    this + " is stopped",
                    "A signal (SIGSTOP, Ctrl-Z) or a debugger holds it, so it cannot answer",
                    "Let it go on, as with: kill -CONT " + pid);
        }
    }

    private void requireSameUser() {
        ProcStatus own = ProcStatus.of("self").orElse(status);
        if (!status.user().equals(own.user()) || !status.group().equals(own.group())) {
            throw refusal(
                    this + " belongs to another user",
                    "It runs as user " + status.user() + ", group " + status.group() + "; record runs as user "
                            + own.user() + ", group " + own.group() + ", and the recording is written by the process",
                    "Run record as that user: sudo -u '#" + status.user() + "' -g '#" + status.group()
                            + "' record attach " + pid);
        }
    }

    private void requireJvm() {
        Path maps = Path.of("/proc/" + pid + "/maps");
        if (libjvm().isPresent()) {
            return;
        }
        if (ProcFile.text(maps.toString()).isEmpty()) {
            throw refusal(
                    this + " cannot be looked into",
                    maps + ": permission denied, as for programs that were given capabilities",
                    "Run record as root");
        }
        throw refusal(
                this + " is no Java program",
                "No libjvm.so is loaded in it; a script that started one has a number of its own",
                "See the JVMs that run with: record attach");
    }

    private void requireAttachable() {
        if (forbidsAttaching()) {
            throw refusal(
                    this + " does not let anybody attach",
                    "It was started with " + FORBIDDING,
                    "Start it without that option, or record from the start with: record run -- java ...");
        }
        if (!status.handlesQuit() && !Files.exists(attachSocket())) {
            throw refusal(
                    this + " does not listen",
                    "It has no handler for SIGQUIT, so asking it would end it; perhaps it is just starting",
                    "Try again in a second");
        }
        runtime().ifPresent(JavaRuntime::requireRecordable);
    }

    /** By its command line, or by what the launcher and the JVM take from the environment. */
    private boolean forbidsAttaching() {
        return words("cmdline").anyMatch(FORBIDDING::equals)
                || words("environ")
                        .filter(variable -> OPTION_VARIABLES.stream().anyMatch(variable::startsWith))
                        .anyMatch(variable -> variable.contains(FORBIDDING));
    }

    private Stream<String> words(String file) {
        return Stream.of(ProcFile.text("/proc/" + pid + "/" + file).orElse("").split("\0"));
    }

    /** The path of the JVM's library, which may have been replaced on disk since. */
    private Optional<String> libjvm() {
        return ProcFile.lines("/proc/" + pid + "/maps").stream()
                .map(line -> line.replaceFirst(" \\(deleted\\)$", ""))
                .filter(line -> line.endsWith("/libjvm.so"))
                .map(line -> line.substring(line.indexOf('/')))
                .findFirst();
    }

    /** The Java installation it runs on, by where its library lies: lib/server/libjvm.so. */
    private Optional<JavaRuntime> runtime() {
        return libjvm().map(Path::of)
                .map(path -> sees(path) ? path : Path.of("/proc/" + pid + "/root" + path))
                .flatMap(path -> JavaRuntime.at(path.resolve("../../..").normalize()));
    }

    /** Where its JVM listens once it was asked to, as seen from here. */
    Path attachSocket() {
        return Path.of("/proc/" + pid + "/root/tmp/.java_pid" + status.ownPid());
    }

    /** Whether a path leads it to the same file as us: in a container or with a private /tmp, it may not. */
    boolean sees(Path file) {
        try {
            return Files.isSameFile(file, Path.of("/proc/" + pid + "/root" + file.toRealPath()));
        } catch (IOException differs) {
            return false;
        }
    }

    boolean runs() {
        return ProcStatus.of(Long.toString(pid))
                .filter(now -> now.state() != 'Z' && now.state() != 'X')
                .filter(now -> begun(pid).equals(begun))
                .isPresent();
    }

    /** In the clock ticks of the kernel, behind a name that may hold blanks and parentheses. */
    private static String begun(long pid) {
        String stat = ProcFile.text("/proc/" + pid + "/stat").orElse("");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ");
        return fields.length > 20 ? fields[20] : "";
    }

    private static UserException refusal(String what, String why, String remedy) {
        return new UserException(ExitCode.FAILED, what, why, remedy);
    }

    /** As messages name it. */
    @Override
    public String toString() {
        return "process " + pid + " (" + status.name() + ")";
    }
}
