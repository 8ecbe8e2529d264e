// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;

/** Gross less cost is net, whatever the sign. */
class ToolCostTest {
    private static SampleRecording recording() {
        return new SampleRecording()
                .method(16, "p.A", "a")
                .node(1, 0, Site.OUTSIDE, 0, 100, 0)
                .node(2, 1, 16, 10, 1000, 8192)
                .node(3, 1, Site.TOOL, 0, 50, 4096);
    }

    @Test
    void of_freeProbes_onlyTheToolsNodesAreCost() {
        ToolCost cost = recording().probe("call", 10, 5, 0).profile().cost();
        assertThat(cost.allocated()).isEqualTo(new Balance(1150, 50));
        assertThat(cost.allocated().netBytes()).isEqualTo(1100);
        assertThat(cost.resident()).isEqualTo(new Balance(12288, 4096));
        assertThat(cost.cpuNanos()).isEqualTo(50);
    }

    @Test
    void of_probesThatAllocate_costTheirMethods() {
        Profile profile = recording().probe("call", 10, 5, 16).profile();
        MethodTotals a = profile.methods().stream()
                .filter(row -> row.key().isMethod())
                .findFirst()
                .orElseThrow();
        assertThat(profile.cost().allocatedSelf(a)).isEqualTo(new Balance(1000, 160));
        assertThat(profile.cost().allocated()).isEqualTo(new Balance(1150, 210));
    }

    @Test
    void of_costBeyondGross_netIsBelowZeroAndSaidSo() {
        Profile profile = recording().probe("call", 10, 5, 160).profile();
        MethodTotals a = profile.methods().stream()
                .filter(row -> row.key().isMethod())
                .findFirst()
                .orElseThrow();
        assertThat(profile.cost().allocatedSelf(a).netBytes()).isEqualTo(-600);
        assertThat(profile.warnings()).anyMatch(w -> w.startsWith("net allocation below zero (marked !) of 1 method:"));
    }

    @Test
    void of_rss_costIsWhatTheToolsThreadsAndWorkTouched() {
        ToolCost cost = recording()
                .thread(0, 7, 0, "jmemtrace sampl", 0)
                .thread(1, 7, 0, "jmemtrace sampl", 2)
                .process(0, 1 << 20, 0)
                .process(1, 2 << 20, 5)
                .profile()
                .cost();
        assertThat(cost.rss()).isEqualTo(new Balance(1 << 20, 3 * 4096));
    }
}
