// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.util.Locale;
import org.jmemtrace.junit.Finding.Outcome;

/** Holds what a test leaves alive against a budget, by the slope over rounds (least squares). */
final class RetainedBudget {
    private static final int ROUNDS = 10;

    /** Of Student's distribution, two-sided, for ten points less the line's two parameters. */
    private static final double STUDENT_95 = 2.306;

    /** Bytes per run, and half the width of its interval. */
    record Slope(double bytes, double error) {
        static Slope of(long[] held, int runsInRound) {
            int n = held.length;
            double meanX = (n - 1) / 2.0;
            double meanY = 0;
            for (long each : held) {
                meanY += (double) each / n;
            }
            double xx = 0;
            double xy = 0;
            for (int i = 0; i < n; i++) {
                xx += (i - meanX) * (i - meanX);
                xy += (i - meanX) * (held[i] - meanY);
            }
            double slope = xy / xx;
            double rest = 0;
            for (int i = 0; i < n; i++) {
                double off = held[i] - meanY - slope * (i - meanX);
                rest += off * off;
            }
            double error = Math.sqrt(rest / (n - 2) / xx);
            return new Slope(slope / runsInRound, STUDENT_95 * error / runsInRound);
        }
    }

    private RetainedBudget() {}

    static Finding check(Run run, MaxRetained wanted) throws Throwable {
        long budget = Amount.bytes(wanted.value());
        int runs = Math.max(1, wanted.iterations() / ROUNDS);
        run.run(runs); // what is made once is no leak
        long[] held = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            run.run(runs);
            held[i] = Held.retainedBytes();
        }
        Slope slope = Slope.of(held, runs);
        if (slope.bytes() <= budget) {
            return Finding.kept("retained", slope.bytes());
        }
        String text = String.format(
                Locale.ROOT,
                "  retained %s per call, budget %s   [slope over %d runs in %d rounds, 95%%: %s..%s]%n",
                Amount.text(slope.bytes()),
                Amount.text(budget),
                runs * ROUNDS,
                ROUNDS,
                Amount.text(slope.bytes() - slope.error()),
                Amount.text(slope.bytes() + slope.error()));
        boolean certain = slope.bytes() - slope.error() > budget;
        return new Finding("retained", slope.bytes(), certain ? Outcome.EXCEEDED : Outcome.INCONCLUSIVE, text);
    }
}
