// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jmemtrace.events.MemoryCgroup;

/** What the JVM and the operating system let a recorder do, as far as they say so. */
final class HostFindings {
    /** Each recorded thread holds one descriptor for its page faults, and programs need theirs. */
    private static final long ENOUGH_FILES = 4096;

    private HostFindings() {}

    static List<Finding> collect() {
        return List.of(
                java(), javas(), attach(), perfEvents(), hugePages(), memoryMap(), containerLimit(), openFiles());
    }

    private static Finding java() {
        String text = System.getProperty("java.version") + " " + System.getProperty("java.vendor") + ", "
                + System.getProperty("java.vm.name");
        boolean hotSpot = System.getProperty("java.vm.name").matches(".*(OpenJDK|HotSpot).*");
        return hotSpot
                ? Finding.ok("java", text)
                : Finding.warn("java", text, "The fast counters need HotSpot; others work with slower ones");
    }

    private static Finding javas() {
        List<JavaRuntime> found = JavaInstallations.find();
        String text = found.isEmpty()
                ? "none in the usual places"
                : String.join(
                        ", ",
                        found.stream()
                                .limit(4)
                                .map(java -> java.version() + " in " + java.home())
                                .toList());
        return Finding.ok("other javas", text);
    }

    private static Finding attach() {
        Path jcmd = Analyzer.ownJava().resolveSibling("jcmd");
        return Files.isExecutable(jcmd)
                ? Finding.ok("jcmd", jcmd.toString())
                : Finding.warn(
                        "jcmd",
                        "not in " + jcmd.getParent(),
                        "Starting a recording in a running JVM needs a JDK, not a JRE");
    }

    private static Finding perfEvents() {
        String file = "/proc/sys/kernel/perf_event_paranoid";
        String level = ProcFile.text(file).orElse("");
        boolean filtered =
                ProcFile.field("/proc/self/status", "Seccomp:").orElse("0").equals("2");
        if (level.isEmpty()) {
            return Finding.warn("perf events", "this kernel has none", "Resident growth is counted in a slower way");
        }
        String text = "perf_event_paranoid " + level + (filtered ? ", seccomp filter on" : "");
        return level.matches("-?[012]")
                ? Finding.ok("perf events", text + " (2 or less is needed)")
                : Finding.warn(
                        "perf events",
                        text + ": page faults cannot be counted without privilege",
                        "As root: sysctl kernel.perf_event_paranoid=2");
    }

    private static Finding hugePages() {
        String modes =
                ProcFile.text("/sys/kernel/mm/transparent_hugepage/enabled").orElse("[never]");
        String mode = modes.replaceAll(".*\\[(\\w+)].*", "$1");
        return mode.equals("always")
                ? Finding.warn(
                        "huge pages",
                        "transparent_hugepage " + mode + ": one page fault may bring 2 MiB",
                        "For growth exact to the page: echo madvise > /sys/kernel/mm/transparent_hugepage/enabled")
                : Finding.ok("huge pages", "transparent_hugepage " + mode);
    }

    private static Finding memoryMap() {
        return ProcFile.text("/proc/self/smaps_rollup").isPresent()
                ? Finding.ok("memory map", "smaps_rollup can be read: PSS and USS are known")
                : Finding.warn("memory map", "smaps_rollup cannot be read", "PSS and USS stay 0; RSS is known");
    }

    private static Finding containerLimit() {
        return MemoryCgroup.tightest()
                .map(group -> Finding.ok(
                        "container limit",
                        new ByteSize(group.limitBytes()) + ", working set " + new ByteSize(group.workingSetBytes())
                                + " (" + group.limitFile() + ")"))
                .orElse(Finding.ok("container limit", "none"));
    }

    private static Finding openFiles() {
        // Soft limit, hard limit, unit; the JVM raises the soft one to the hard one.
        String limits = ProcFile.field("/proc/self/limits", "Max open files").orElse("unlimited unlimited");
        String hard = limits.replaceAll("\\S+\\s+(\\S+).*", "$1");
        String memlock =
                ProcFile.field("/proc/self/limits", "Max locked memory").orElse("not known");
        String text = hard + "; locked memory " + memlock.replaceAll("\\s.*", "");
        boolean enough = !hard.matches("\\d{1,18}") || Long.parseLong(hard) >= ENOUGH_FILES;
        return enough
                ? Finding.ok("open files", text)
                : Finding.warn(
                        "open files", text, "Each recorded thread needs one: raise it with ulimit -n " + ENOUGH_FILES);
    }
}
