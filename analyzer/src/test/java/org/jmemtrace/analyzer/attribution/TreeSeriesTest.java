// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ProcessSample;
import org.junit.jupiter.api.Test;

class TreeSeriesTest {
    private final List<Timed<ProcessSample>> samples = new ArrayList<>();

    private TreeSeriesTest sample(long nanos, long pid, long rssBytes, long pssBytes) {
        ProcessSample sample = new ProcessSample();
        sample.pid = pid;
        sample.ppid = 1;
        sample.name = "p" + pid;
        sample.vmRss = rssBytes;
        sample.pss = pssBytes;
        samples.add(new Timed<>(nanos, sample));
        return this;
    }

    @Test
    void instants_processesThatComeAndGo_areSummedWithThoseOfTheirTime() {
        sample(10, 1, 100, 60).sample(11, 2, 100, 50);
        sample(20, 1, 100, 70).sample(21, 2, 300, 250).sample(22, 3, 50, 40);
        sample(30, 1, 100, 100);
        TreeSeries tree = TreeSeries.of(samples);

        assertThat(tree.instants()).extracting(TreeSeries.Instant::bytes).containsExactly(110L, 360L, 100L);
        assertThat(tree.peak().epochNanos()).isEqualTo(20);
    }

    /** As the recorder in a JVM samples its children when these are many. */
    @Test
    void instants_childrenSampledLessOften_stayInTheSumUntilTheirLastSample() {
        sample(10, 1, 100, 100).sample(11, 2, 50, 50).sample(12, 3, 7, 7);
        sample(20, 1, 110, 110);
        sample(30, 1, 120, 120).sample(31, 2, 60, 60);
        sample(40, 1, 130, 130);
        TreeSeries tree = TreeSeries.of(samples);

        assertThat(tree.instants()).extracting(TreeSeries.Instant::bytes).containsExactly(157L, 160L, 180L, 130L);
    }

    @Test
    void bytes_pssNotTold_areRss() {
        sample(10, 1, 100, 0).sample(11, 2, 100, 50);

        assertThat(TreeSeries.of(samples).first().bytes()).isEqualTo(150);
    }

    @Test
    void rows_peakOfPss_hasItsOwnTime() {
        sample(10, 1, 100, 60).sample(20, 1, 90, 80).sample(30, 1, 80, 70);
        ProcessRow row = ProcessRow.of(samples).get(0);

        assertThat(row.peakBytes()).isEqualTo(80);
        assertThat(row.peakEpochNanos()).isEqualTo(20);
        assertThat(row.peakRssBytes()).isEqualTo(100);
        assertThat(row.lastPssBytes()).hasValue(70);
    }
}
