// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jmemtrace.events.CommandLine;

/**
 * A process that is followed, with what was read of it last. {@code stat} and {@code status} are read for each sample;
 * the rest only when the process may have changed it, and when the budget allows. Whatever vanishes or may not be read
 * leaves its figures out, nothing else.
 */
final class Watched {
    private static final byte[] RSS = ProcText.word("VmRSS:");
    private static final byte[] ANON = ProcText.word("RssAnon:");
    private static final byte[] FILE = ProcText.word("RssFile:");
    private static final byte[] SHMEM = ProcText.word("RssShmem:");
    private static final byte[] SWAP = ProcText.word("VmSwap:");
    private static final byte[] VOLUNTARY = ProcText.word("voluntary_ctxt_switches:");
    private static final byte[] FORCED = ProcText.word("nonvoluntary_ctxt_switches:");
    private static final byte[] PSS = ProcText.word("Pss:");
    private static final byte[] PRIVATE_CLEAN = ProcText.word("Private_Clean:");
    private static final byte[] PRIVATE_DIRTY = ProcText.word("Private_Dirty:");

    private static final List<Field> NO_MEMORY =
            List.of(Field.RSS, Field.RSS_ANON, Field.RSS_FILE, Field.RSS_SHMEM, Field.PSS, Field.USS, Field.SWAP);

    /** Others change a process's PSS when they begin or cease to share its pages, and TCP ends connections by itself. */
    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(10);

    static final long NEVER = Long.MIN_VALUE;

    private final String directory;
    private final ProcText text;
    private final Figures.Builder figures = new Figures.Builder();
    private Stat stat;
    private int depth;
    private String commandLine = "";
    private long atNanos;
    private OptionalLong ownSwitches = OptionalLong.empty();
    private Costly memory = Costly.NONE;
    private Costly switches = Costly.NONE;
    private Costly files = Costly.NONE;

    /**
     * When something costly was read, and how the process was then.
     *
     * @param traces of what the process did: the same means that it did nothing that matters
     */
    private record Costly(long atNanos, List<Long> traces) {
        static final Costly NONE = new Costly(NEVER, List.of());

        boolean isDue(List<Long> now, long nowNanos) {
            return this == NONE || !traces.equals(now) || nowNanos - atNanos > RENEW_NANOS;
        }
    }

    Watched(String proc, ProcText text, Stat stat, long nowNanos) {
        this.directory = proc + "/" + stat.pid();
        this.text = text;
        this.stat = stat;
        atNanos = nowNanos;
        readCommandLine();
    }

    /** What every sample needs: 12 us. */
    void update(Stat now, int generation, long nowNanos) {
        figures.set(Field.CPU, cpuPercent(now, nowNanos));
        boolean runsAnother =
                now.stackAddress() != stat.stackAddress() || !now.name().equals(stat.name());
        stat = now;
        depth = generation;
        atNanos = nowNanos;
        if (runsAnother) {
            readCommandLine();
        }
        figures.set(Field.THREADS, now.threads())
                .set(Field.USER, now.userTicks() * Stat.TICK_NANOS)
                .set(Field.SYSTEM, now.systemTicks() * Stat.TICK_NANOS)
                .set(Field.FAULTS, now.minorFaults())
                .set(Field.MAJOR, now.majorFaults())
                .set(Field.SIZE, now.sizeBytes());
        readStatus();
    }

    /** In thousandths of a percent of one core; not known the first time. */
    private OptionalLong cpuPercent(Stat now, long nowNanos) {
        long passedNanos = nowNanos - atNanos;
        long ticks = now.userTicks() + now.systemTicks() - stat.userTicks() - stat.systemTicks();
        return passedNanos <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(100_000.0 * Stat.TICK_NANOS * ticks / passedNanos));
    }

    private void readCommandLine() {
        if (text.read(directory + "/cmdline") && text.length() > 0) {
            commandLine =
                    CommandLine.redact(Arrays.asList(text.text(0, text.length()).split("\0")));
        } else if (!stat.isDead()) { // which is known by what it ran
            commandLine = "";
        }
    }

    private void readStatus() {
        boolean read = text.read(directory + "/status");
        figures.set(Field.RSS, kibibytes(read, RSS))
                .set(Field.RSS_ANON, kibibytes(read, ANON))
                .set(Field.RSS_FILE, kibibytes(read, FILE))
                .set(Field.RSS_SHMEM, kibibytes(read, SHMEM))
                .set(Field.SWAP, kibibytes(read, SWAP));
        OptionalLong voluntary = read ? text.number(VOLUNTARY) : OptionalLong.empty();
        OptionalLong forced = read ? text.number(FORCED) : OptionalLong.empty();
        ownSwitches = sum(voluntary, forced);
        if (stat.threads() <= 1) {
            figures.set(Field.SWITCHES, ownSwitches);
        }
        if (stat.hasNoMemory()) {
            NO_MEMORY.forEach(field -> figures.set(field, 0));
        }
    }

    private OptionalLong kibibytes(boolean read, byte[] word) {
        OptionalLong number = read ? text.number(word) : OptionalLong.empty();
        return number.isPresent() ? OptionalLong.of(number.getAsLong() * 1024) : number;
    }

    private static OptionalLong sum(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent() ? OptionalLong.of(a.getAsLong() + b.getAsLong()) : OptionalLong.empty();
    }

    /** Whether PSS and USS may have changed: pages came, went or were copied, or another process began or ended. */
    boolean isMemoryDue(long membership, long nowNanos) {
        return !stat.hasNoMemory() && memory.isDue(memoryTraces(membership), nowNanos);
    }

    private List<Long> memoryTraces(long membership) {
        return List.of(stat.rssPages(), stat.minorFaults(), stat.majorFaults(), stat.sizeBytes(), membership);
    }

    /** From 40 us for a small process to 10 ms for each GiB that it has resident. */
    void readMemory(long membership, long nowNanos) {
        boolean read = text.read(directory + "/smaps_rollup");
        figures.set(Field.PSS, kibibytes(read, PSS));
        figures.set(Field.USS, sum(kibibytes(read, PRIVATE_CLEAN), kibibytes(read, PRIVATE_DIRTY)));
        memory = new Costly(nowNanos, memoryTraces(membership));
    }

    long memoryReadNanos() {
        return memory.atNanos();
    }

    /** With several threads: there is no sum of their switches to be had, so each is asked, for 12 us. */
    boolean areSwitchesDue() {
        return stat.threads() > 1;
    }

    void readSwitches(long nowNanos) {
        String[] threads = new File(directory + "/task").list();
        long all = 0;
        boolean known = false;
        for (String thread : threads == null ? new String[0] : threads) {
            if (text.read(directory + "/task/" + thread + "/status")) {
                OptionalLong both = sum(text.number(VOLUNTARY), text.number(FORCED));
                known |= both.isPresent();
                all += both.orElse(0);
            }
        }
        figures.set(Field.SWITCHES, known ? OptionalLong.of(all) : OptionalLong.empty());
        switches = new Costly(nowNanos, List.of());
    }

    long switchesReadNanos() {
        return switches.atNanos();
    }

    /** Whether it may have opened or closed files: a process that did not run has not. */
    boolean areFilesDue(long nowNanos) {
        return stat.state() == 'R' || files.isDue(fileTraces(), nowNanos);
    }

    private List<Long> fileTraces() {
        return List.of(
                stat.userTicks() + stat.systemTicks(),
                ownSwitches.orElse(0),
                figures.of(Field.SWITCHES).orElse(0));
    }

    /** 8 us for the list, 3.5 us for each entry. */
    void readFiles(InternetSockets internet, long nowNanos) {
        files = new Costly(nowNanos, fileTraces());
        String[] descriptors = new File(directory + "/fd").list();
        if (descriptors == null) {
            figures.set(Field.FILES, OptionalLong.empty()).set(Field.NET, OptionalLong.empty());
            return;
        }
        Set<Long> sockets = new HashSet<>();
        for (String descriptor : descriptors) {
            socket(directory + "/fd/" + descriptor).ifPresent(sockets::add);
        }
        figures.set(Field.FILES, descriptors.length).set(Field.NET, internet.count(directory, sockets));
    }

    long filesReadNanos() {
        return files.atNanos();
    }

    /** The inode in {@code socket:[12345]}. */
    private static OptionalLong socket(String descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of(descriptor)).toString();
            return target.startsWith("socket:[")
                    ? OptionalLong.of(Long.parseLong(target.substring(8, target.length() - 1)))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException closedOrDenied) {
            return OptionalLong.empty();
        }
    }

    Stat.Identity identity() {
        return stat.identity();
    }

    boolean isEnding() {
        return stat.isEnding();
    }

    /** Whether it had memory and some of it could not be read: it is not for us to know, or it has ended meanwhile. */
    boolean isTorn() {
        return !stat.hasNoMemory()
                && (figures.of(Field.RSS).isEmpty() || figures.of(Field.PSS).isEmpty());
    }

    /** @param uptimeNanos since the machine was started */
    Observation observe(OptionalLong uptimeNanos) {
        long startedNanos = stat.startTicks() * Stat.TICK_NANOS;
        OptionalLong ageNanos = uptimeNanos.isPresent()
                ? OptionalLong.of(Math.max(0, uptimeNanos.getAsLong() - startedNanos))
                : uptimeNanos;
        figures.set(
                Field.PSS_AGE,
                figures.of(Field.PSS).isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(stat.hasNoMemory() ? 0 : Math.max(0, atNanos - memory.atNanos())));
        return new Observation(
                stat.identity(),
                stat.ppid(),
                depth,
                stat.name(),
                commandLine,
                String.valueOf(stat.state()),
                ageNanos,
                figures.build());
    }
}
