// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jmemtrace.junit.Finding.Outcome;
import org.jspecify.annotations.Nullable;

/** What the process holds before a test, and what it may hold behind it: one run says it, and further ones would not. */
final class BeforeAndAfter {
    private static final int PATIENCE = 50;

    private final @Nullable MaxNative maxNative;
    private final @Nullable MaxRssGrowth maxRss;
    private final @Nullable NoNewInstances noNew;
    private final long buffers;
    private final long resident;
    private final Map<String, Long> instances;

    BeforeAndAfter(@Nullable MaxNative maxNative, @Nullable MaxRssGrowth maxRss, @Nullable NoNewInstances noNew) {
        this.maxNative = maxNative;
        this.maxRss = maxRss;
        this.noNew = noNew;
        instances = noNew == null ? Map.of() : Held.instances();
        buffers = Held.bufferBytes();
        resident = maxRss == null ? 0 : Held.residentBytes();
    }

    /** To be asked when the test has run once. */
    List<Finding> findings(Run run) throws Throwable {
        List<Finding> findings = new ArrayList<>();
        if (maxRss != null) {
            findings.add(residentGrowth(run, maxRss));
        }
        if (maxNative != null) {
            findings.add(bufferGrowth(Amount.bytes(maxNative.value())));
        }
        if (noNew != null) {
            findings.add(newInstances(noNew));
        }
        return findings;
    }

    /** Buffers that nobody holds are freed some time after a collection, by a thread of the JVM. */
    private Finding bufferGrowth(long budget) throws InterruptedException {
        for (int i = 0; i < PATIENCE && Held.bufferBytes() - buffers > budget; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return limit("native", Held.bufferBytes() - buffers, budget, "direct and mapped buffers grew by");
    }

    private Finding residentGrowth(Run run, MaxRssGrowth wanted) throws Throwable {
        long end = System.nanoTime() + Amount.nanos(wanted.over());
        while (System.nanoTime() < end) {
            run.run();
        }
        long now = Held.residentBytes();
        if (now < 0 || resident < 0) {
            return new Finding("resident", 0, Outcome.INCONCLUSIVE, "  this system does not tell the resident set\n");
        }
        return limit("resident", now - resident, Amount.bytes(wanted.value()), "the resident set grew by");
    }

    private static Finding limit(String figure, long growth, long budget, String what) {
        return growth <= budget
                ? Finding.kept(figure, growth)
                : new Finding(
                        figure,
                        growth,
                        Outcome.EXCEEDED,
                        "  " + what + " " + Amount.text(growth) + ", budget " + Amount.text(budget) + "\n");
    }

    private Finding newInstances(NoNewInstances wanted) {
        Map<String, Long> now = Held.instances();
        StringBuilder text = new StringBuilder();
        long sum = 0;
        for (Class<?> type : wanted.value()) {
            long more = now.getOrDefault(type.getName(), 0L) - instances.getOrDefault(type.getName(), 0L);
            if (more > 0) {
                sum += more;
                text.append("  ")
                        .append(more)
                        .append(" more of ")
                        .append(type.getName())
                        .append(" alive after a garbage collection\n");
            }
        }
        return new Finding("instances", sum, sum > 0 ? Outcome.EXCEEDED : Outcome.KEPT, text.toString());
    }
}
