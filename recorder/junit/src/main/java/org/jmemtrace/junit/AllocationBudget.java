// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.util.Locale;
import org.jmemtrace.junit.Finding.Outcome;

/** Holds what a test allocates against a budget. */
final class AllocationBudget {
    private final Run run;
    private final Settings settings;

    AllocationBudget(Run run, Settings settings) {
        this.run = run;
        this.settings = settings;
    }

    /** Against a limit. */
    Finding check(String value, Threads threads, String tolerance, int warmup, int runs) throws Throwable {
        long budget = Amount.bytes(value);
        double tolerated = Amount.share(tolerance);
        run.run(warmup);
        AllocationCounter counter = AllocationCounter.of(threads);
        Measured measured = Measured.of(counter.count(run, Math.max(1, runs)));
        double over = measured.median() - budget * (1 + tolerated);
        if (over <= 0) {
            return Finding.kept("allocated", measured.median());
        }
        Where where = Where.of(run, threads, settings.ignored());
        double ignored = measured.median() * where.ignoredShare();
        if (over - ignored <= 0) {
            return Finding.kept("allocated", measured.median() - ignored);
        }
        boolean certain = measured.median() * (1 - measured.spread()) > budget || measured.spread() <= tolerated;
        String text = String.format(
                Locale.ROOT,
                "  allocated %s per call, budget %s (%s)   [%s, %d runs, +-%.1f%%]%n%s%s",
                Amount.text(measured.median()),
                Amount.text(budget),
                Amount.percent((measured.median() - budget) / Math.max(1, budget)),
                counter.isOfAll() ? "all threads" : "exact",
                measured.runs(),
                measured.spread() * 100,
                ignored == 0 ? "" : "  " + Amount.text(ignored) + " of it by code that is ignored\n",
                where.text(measured.median()));
        return new Finding("allocated", measured.median(), certain ? Outcome.EXCEEDED : Outcome.INCONCLUSIVE, text);
    }

    /** Against what was committed; writes that if it is asked to. */
    Finding checkBaseline(NoRegression wanted, Baseline baseline) throws Throwable {
        double tolerated = Amount.share(wanted.by());
        run.run(wanted.warmup());
        Measured measured = Measured.of(AllocationCounter.of(Threads.CURRENT).count(run, Math.max(1, wanted.runs())));
        long now = Math.round(measured.median());
        if (Baseline.isToBeWritten()) {
            baseline.write(now);
            return Finding.kept("allocated", now);
        }
        if (baseline.allocatedBytes().isEmpty()) {
            return new Finding(
                    "allocated",
                    now,
                    Outcome.INCONCLUSIVE,
                    "  allocated " + Amount.text(now) + " per call, and there is no baseline in " + baseline.file()
                            + "\n  Write it with: -D" + Baseline.UPDATE + ", and commit it.\n");
        }
        long before = baseline.allocatedBytes().getAsLong();
        if (Math.abs(now - before) <= before * tolerated) {
            return Finding.kept("allocated", now);
        }
        boolean certain = Math.abs(now - before) > before * tolerated + Math.abs(now) * measured.spread();
        String text = String.format(
                Locale.ROOT,
                "  allocated %s per call, baseline %s (%s, allowed +-%.1f%%)   [exact, %d runs, +-%.1f%%]%n%s",
                Amount.text(now),
                Amount.text(before),
                Amount.percent((now - before) / (double) Math.max(1, before)),
                tolerated * 100,
                measured.runs(),
                measured.spread() * 100,
                now > before
                        ? Where.of(run, Threads.CURRENT, settings.ignored()).text(now)
                        : "  Less is news too. Write the new baseline with: -D" + Baseline.UPDATE + "\n");
        return new Finding("allocated", now, certain ? Outcome.EXCEEDED : Outcome.INCONCLUSIVE, text);
    }
}
