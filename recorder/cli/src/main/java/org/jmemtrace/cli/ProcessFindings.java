// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether a recording can be started in a process that runs. It is only asked a question through jcmd when it is known
 * to be a JVM of the same user: jcmd sends SIGQUIT first, which ends a program that is none.
 */
final class ProcessFindings {
    private static final long JCMD_SECONDS = 15;

    private ProcessFindings() {}

    static List<Finding> collect(long pid) throws IOException {
        String proc = "/proc/" + pid;
        String subject = "process " + pid;
        Optional<String> name = ProcFile.text(proc + "/comm");
        if (name.isEmpty()) {
            return List.of(Finding.miss(subject, "there is none", "See what runs with: jcmd -l"));
        }
        String owner = ids(proc);
        if (!owner.equals(ids("/proc/self"))) {
            return List.of(Finding.miss(
                    subject, name.get() + " belongs to user " + owner, "Run record as the user of the process"));
        }
        if (ProcFile.lines(proc + "/maps").stream().noneMatch(line -> line.endsWith("/libjvm.so"))) {
            return List.of(Finding.miss(subject, name.get() + " is no Java program", "See what runs with: jcmd -l"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(subject, name.get() + ", a JVM of this user"));
        findings.add(agent(pid));
        findings.add(answer(pid));
        return findings;
    }

    /** Real, effective, saved and file system user id. */
    private static String ids(String proc) {
        return ProcFile.field(proc + "/status", "Uid:").orElse("unknown").replaceAll("\\s.*", "");
    }

    /** The JVM keeps the agent's jar open, or at least the one in it that woven code calls. */
    private static Finding agent(long pid) {
        boolean loaded;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            loaded = descriptors.anyMatch(ProcessFindings::leadsToAgent);
        } catch (IOException gone) {
            loaded = false;
        }
        return loaded
                ? Finding.ok("its agent", "loaded; record it with: record attach " + pid)
                : Finding.ok("its agent", "not loaded yet; this loads it and records: record attach " + pid);
    }

    private static boolean leadsToAgent(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains("jmemtrace");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static Finding answer(long pid) throws IOException {
        Path jcmd = Analyzer.ownJava().resolveSibling("jcmd");
        if (!Files.isExecutable(jcmd)) {
            return Finding.warn("its answer", "not asked: this java has no jcmd", "Run record with a JDK");
        }
        Process question = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "VM.version")
                .redirectErrorStream(true)
                .start();
        question.getOutputStream().close();
        try {
            if (!question.waitFor(JCMD_SECONDS, TimeUnit.SECONDS)) {
                question.destroyForcibly();
                return Finding.miss("its answer", "none within " + JCMD_SECONDS + " s", "Is the process stopped?");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
        List<String> lines = new String(question.getInputStream().readAllBytes(), Charset.defaultCharset())
                .lines()
                .toList();
        String last = lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
        return question.exitValue() == 0
                ? Finding.ok("its answer", "JVM " + last)
                : Finding.miss("its answer", last, "Was it started with -XX:+DisableAttachMechanism?");
    }
}
