// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jmemtrace.events.CommandLine;
import oshi.SystemInfo;
import oshi.software.os.InternetProtocolStats.IPConnection;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * The same on macOS, Windows and other systems, by OSHI: without PSS, USS and what RSS is made of, and with what else the
 * system does not tell left out. Takes some 30 ms of CPU time and tens of MB of garbage for a sample of a machine with
 * 200 processes.
 */
final class OshiTree implements ProcessSource {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private final Tree tree;
    private final long startNanos = System.nanoTime();
    private Map<Stat.Identity, Times> times = new HashMap<>();
    private long samples;

    /** What a process had used of processors at an instant. */
    private record Times(long atNanos, long usedMillis) {}

    OshiTree(long root, boolean withDescendants) {
        tree = new Tree(root, withDescendants, stat -> Optional.of(false));
    }

    @Override
    public Sample sample() {
        long epochNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        long nanos = System.nanoTime();
        Map<Long, OSProcess> processes = new HashMap<>();
        List<Stat> all = new ArrayList<>();
        for (OSProcess process : system.getProcesses()) {
            processes.put((long) process.getProcessID(), process);
            all.add(stat(process));
        }
        all.sort(Comparator.comparingLong(Stat::startTicks).thenComparingLong(Stat::pid));
        List<Tree.Member> members = tree.among(all);
        Map<Integer, Long> connections = connections();
        Map<Stat.Identity, Times> now = new HashMap<>();
        List<Observation> observations = new ArrayList<>();
        for (Tree.Member member : members) {
            Stat stat = member.stat();
            OSProcess process = processes.get(stat.pid());
            if (process != null) {
                Times used = new Times(nanos, process.getUserTime() + process.getKernelTime());
                now.put(stat.identity(), used);
                observations.add(new Observation(
                        stat.identity(),
                        stat.ppid(),
                        member.depth(),
                        stat.name(),
                        CommandLine.redact(process.getArguments()),
                        String.valueOf(stat.state()),
                        OptionalLong.of(process.getUpTime() * NANOS_PER_MILLI),
                        figures(process, used, connections)));
            }
        }
        times = now;
        return new Sample(samples++, epochNanos, nanos - startNanos, observations);
    }

    private Figures figures(OSProcess process, Times used, Map<Integer, Long> connections) {
        Times before = times.get(stat(process).identity());
        OptionalLong cpuPercent = before == null || used.atNanos() <= before.atNanos()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(100_000.0
                        * NANOS_PER_MILLI
                        * (used.usedMillis() - before.usedMillis())
                        / (used.atNanos() - before.atNanos())));
        return new Figures.Builder()
                .set(Field.RSS, process.getResidentMemory())
                .set(Field.SIZE, process.getVirtualSize())
                .set(Field.CPU, cpuPercent)
                .set(Field.USER, process.getUserTime() * NANOS_PER_MILLI)
                .set(Field.SYSTEM, process.getKernelTime() * NANOS_PER_MILLI)
                .set(Field.THREADS, process.getThreadCount())
                .set(Field.FAULTS, known(process.getMinorFaults()))
                .set(Field.MAJOR, known(process.getMajorFaults()))
                .set(Field.SWITCHES, known(process.getContextSwitches()))
                .set(Field.FILES, known(process.getOpenFiles()))
                .set(Field.NET, connections.getOrDefault(process.getProcessID(), 0L))
                .build();
    }

    /** OSHI says 0, or -1, where the system does not tell: a process that runs has some of each. */
    private static OptionalLong known(long count) {
        return count <= 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** TCP and UDP, by the process that has them. */
    private Map<Integer, Long> connections() {
        Map<Integer, Long> connections = new HashMap<>();
        for (IPConnection connection : system.getInternetProtocolStats().getConnections()) {
            connections.merge(connection.getowningProcessId(), 1L, Long::sum);
        }
        return connections;
    }

    /** As far as the tree needs it. */
    private static Stat stat(OSProcess process) {
        return new Stat(
                process.getProcessID(),
                process.getName(),
                state(process.getState()),
                process.getParentProcessID(),
                /* flags= */ 0,
                process.getMinorFaults(),
                process.getMajorFaults(),
                /* userTicks= */ 0,
                /* systemTicks= */ 0,
                process.getThreadCount(),
                process.getStartTime(),
                process.getVirtualSize(),
                /* rssPages= */ 0,
                /* stackAddress= */ 0);
    }

    /** As ps shows it. */
    private static char state(OSProcess.State state) {
        return switch (state) {
            case RUNNING, NEW -> 'R';
            case SLEEPING -> 'S';
            case WAITING -> 'D';
            case ZOMBIE -> 'Z';
            case STOPPED, SUSPENDED -> 'T';
            case INVALID -> 'X';
            default -> '?';
        };
    }
}
