// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Reads a process tree from /proc, again and again. */
final class ProcTree implements ProcessSource {
    private final String proc;
    private final Tree tree;
    private final ProcText text = new ProcText();
    private final InternetSockets internet = new InternetSockets();
    private final long startNanos = System.nanoTime();
    private final Budget budget = new Budget(startNanos);
    private Map<Stat.Identity, Watched> watched = new HashMap<>();
    private Set<Stat.Identity> membership = new HashSet<>();
    private long memberships;
    private long samples;

    private ProcTree(String proc, long root, boolean withDescendants, Optional<TreeMark> mark) {
        this.proc = proc;
        tree = new Tree(
                root, withDescendants, stat -> mark.isPresent() ? isMarked(stat, mark.get()) : Optional.of(false));
    }

    private Optional<Boolean> isMarked(Stat stat, TreeMark mark) {
        return text.read(proc + "/" + stat.pid() + "/environ") && text.length() > 0
                ? Optional.of(mark.isIn(text.text(0, text.length())))
                : Optional.empty();
    }

    /** @param mark in the environment of the root, by which descendants are known whose parent was never seen */
    static ProcTree of(long root, boolean withDescendants, Optional<TreeMark> mark) {
        return new ProcTree("/proc", root, withDescendants, mark);
    }

    /** The same in a directory of a test. */
    static ProcTree in(String proc, long root, boolean withDescendants) {
        return new ProcTree(proc, root, withDescendants, Optional.empty());
    }

    @Override
    public Sample sample() {
        long epochNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        long elapsedNanos = System.nanoTime() - startNanos;
        List<Tree.Member> members = tree.among(all());
        OptionalLong uptimeNanos = uptimeNanos();
        Map<Stat.Identity, Watched> now = new HashMap<>();
        List<Watched> processes = new ArrayList<>();
        for (Tree.Member member : members) {
            Stat stat = member.stat();
            long nanos = System.nanoTime();
            Watched earlier = watched.get(stat.identity());
            Watched process = earlier == null ? new Watched(proc, text, stat, nanos) : earlier;
            process.update(stat, member.depth(), nanos);
            now.put(stat.identity(), process);
            processes.add(process);
        }
        watched = now;
        readCostly(processes);
        List<Observation> observations = new ArrayList<>();
        for (Watched process : processes) {
            if (!process.isEnding() && (!process.isTorn() || !hasEnded(process.identity()))) {
                observations.add(process.observe(uptimeNanos));
            } else if (observations.isEmpty()) {
                break; // it is the root
            }
        }
        return new Sample(samples++, epochNanos, elapsedNanos, observations);
    }

    /** Whether a process that was there when the sample began is no more, or is about to go. */
    private boolean hasEnded(Stat.Identity identity) {
        return !text.read(proc + "/" + identity.pid() + "/stat")
                || Stat.parse(text)
                        .filter(now -> now.identity().equals(identity)
                                && !now.isDead()
                                && !now.isEnding()
                                && !now.hasNoMemory())
                        .isEmpty();
    }

    private List<Stat> all() {
        List<Stat> all = new ArrayList<>();
        String[] names = new File(proc).list();
        for (String name : names == null ? new String[0] : names) {
            if (Character.isDigit(name.charAt(0)) && text.read(proc + "/" + name + "/stat")) {
                Stat.parse(text).ifPresent(all::add);
            }
        }
        all.sort(Comparator.comparingLong(Stat::startTicks).thenComparingLong(Stat::pid));
        return all;
    }

    /** {@code 12345.67 23456.78}: hundredths of a second since the machine was started. */
    private OptionalLong uptimeNanos() {
        if (!text.read(proc + "/uptime")) {
            return OptionalLong.empty();
        }
        int point = text.indexOf('.');
        OptionalLong seconds = text.number();
        text.seek(point + 1);
        OptionalLong hundredths = text.number();
        return point < 0 || seconds.isEmpty() || hundredths.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((seconds.getAsLong() * 100 + hundredths.getAsLong()) * 10_000_000);
    }

    private void readCostly(List<Watched> processes) {
        if (!membership.equals(watched.keySet())) {
            membership = new HashSet<>(watched.keySet());
            memberships++;
        }
        internet.renew();
        each(
                processes,
                process -> process.isMemoryDue(memberships, System.nanoTime()),
                Watched::memoryReadNanos,
                process -> process.readMemory(memberships, System.nanoTime()));
        each(
                processes,
                Watched::areSwitchesDue,
                Watched::switchesReadNanos,
                process -> process.readSwitches(System.nanoTime()));
        each(
                processes,
                process -> process.areFilesDue(System.nanoTime()),
                Watched::filesReadNanos,
                process -> process.readFiles(internet, System.nanoTime()));
    }

    /** Does it for those where it is due; what never was read is read whatever it costs, so that totals are whole. */
    private void each(
            List<Watched> processes, Predicate<Watched> due, ToLongFunction<Watched> last, Consumer<Watched> read) {
        List<Watched> waiting = processes.stream()
                .filter(due)
                .sorted(Comparator.comparingLong(last))
                .toList();
        for (Watched process : waiting) {
            long begin = System.nanoTime();
            boolean first = last.applyAsLong(process) == Watched.NEVER;
            if (!first && !budget.allows(begin)) {
                return;
            }
            read.accept(process);
            if (!first) { // else processes that come by the hundred would use up what the others need
                budget.spend(System.nanoTime() - begin);
            }
        }
    }
}
