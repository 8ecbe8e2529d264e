// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jmemtrace.events.CommandLine;

/** Reads a process tree from /proc. A file that vanishes or may not be read leaves its figures out, nothing else. */
public final class ProcTree {
    private final Tree tree;
    private final Path proc = Path.of("/proc");
    private final long startNanos = System.nanoTime();

    public ProcTree(long root, boolean withDescendants) {
        tree = new Tree(root, withDescendants);
    }

    /** The tree as it is now; empty once all of it has ended. */
    public List<Observation> sample() {
        List<Stat> all = new ArrayList<>();
        for (Path entry : list(proc)) {
            if (Character.isDigit(entry.getFileName().toString().charAt(0))) {
                read(entry.resolve("stat")).flatMap(Stat::parse).ifPresent(all::add);
            }
        }
        return tree.among(all).stream().map(this::observe).toList();
    }

    private Observation observe(Tree.Member member) {
        Stat stat = member.stat();
        Path directory = proc.resolve(Long.toString(stat.pid()));
        String status = read(directory.resolve("status")).orElse("");
        String rollup = read(directory.resolve("smaps_rollup")).orElse("");
        String arguments = read(directory.resolve("cmdline")).orElse("");
        List<Path> files = list(directory.resolve("fd"));
        boolean filesKnown = !files.isEmpty() || Files.isReadable(directory.resolve("fd"));
        OptionalLong voluntary = number(status, "voluntary_ctxt_switches:", 1);
        OptionalLong forced = number(status, "nonvoluntary_ctxt_switches:", 1);
        OptionalLong clean = number(rollup, "Private_Clean:", 1024);
        OptionalLong dirty = number(rollup, "Private_Dirty:", 1024);
        return new Observation(
                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()),
                System.nanoTime() - startNanos,
                stat.pid(),
                stat.startTicks(),
                stat.ppid(),
                member.depth(),
                stat.name(),
                CommandLine.redact(List.of(arguments.split("\0"))),
                stat.state(),
                OptionalLong.of(stat.threads()),
                OptionalLong.of(stat.userTicks() * Stat.TICK_NANOS),
                OptionalLong.of(stat.systemTicks() * Stat.TICK_NANOS),
                number(status, "VmSize:", 1024),
                number(status, "VmRSS:", 1024),
                number(rollup, "Pss:", 1024),
                sum(clean, dirty),
                OptionalLong.of(stat.minorFaults()),
                OptionalLong.of(stat.majorFaults()),
                sum(voluntary, forced),
                filesKnown ? OptionalLong.of(files.size()) : OptionalLong.empty(),
                filesKnown
                        ? OptionalLong.of(
                                files.stream().filter(ProcTree::isSocket).count())
                        : OptionalLong.empty());
    }

    private static OptionalLong sum(OptionalLong a, OptionalLong b) {
        return a.isPresent() && b.isPresent() ? OptionalLong.of(a.getAsLong() + b.getAsLong()) : OptionalLong.empty();
    }

    private static OptionalLong number(String text, String word, long unit) {
        return text.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).replace("kB", "").strip())
                .mapToLong(digits -> Long.parseLong(digits) * unit)
                .findFirst();
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        } catch (IOException | DirectoryIteratorException | UncheckedIOException gone) {
            return List.copyOf(found);
        }
        return found;
    }
}
