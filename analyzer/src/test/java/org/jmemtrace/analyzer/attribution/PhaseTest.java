// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final long MIB = 1 << 20;

    /** RSS of 100 MiB at 0 s, and 10 MiB more each second. */
    private static SampleRecording growing() {
        SampleRecording recording = new SampleRecording();
        for (int second = 0; second <= 10; second++) {
            recording.process(second, (100 + 10 * second) * MIB, second);
        }
        return recording;
    }

    @Test
    void phases_ofNoLabels_areNone() {
        assertThat(growing().profile().phases()).isEmpty();
    }

    @Test
    void phases_labelsBetweenSamples_areInterpolatedAndAddUp() {
        List<Phase> phases =
                growing().mark(2.5, "load").mark(7.5, "serve").profile().phases();

        assertThat(phases).extracting(Phase::label).containsExactly(Phase.BEGIN, "load", "serve");
        assertThat(phases).extracting(phase -> phase.durationNanos() / 1e9).containsExactly(2.5, 5.0, 2.5);
        assertThat(phases)
                .extracting(phase -> phase.rssChangeBytes().getAsLong())
                .containsExactly(25 * MIB, 50 * MIB, 25 * MIB);
        assertThat(phases.get(1).rssStartBytes()).hasValue(125 * MIB);
        assertThat(phases.get(1).rssEndBytes()).hasValue(175 * MIB);
    }

    @Test
    void phases_peakBetweenLabels_isTheHighestSample() {
        List<Phase> phases = new SampleRecording()
                .process(0, 100 * MIB, 0)
                .mark(0.5, "burst")
                .process(1, 300 * MIB, 1)
                .process(2, 100 * MIB, 2)
                .mark(2.5, "after")
                .process(3, 100 * MIB, 3)
                .profile()
                .phases();

        assertThat(phases)
                .extracting(phase -> phase.peakRssBytes().orElseThrow())
                .containsExactly(200 * MIB, 300 * MIB, 100 * MIB);
    }

    @Test
    void phases_shorterThanTheInterval_areNotKnown() {
        List<Phase> phases =
                growing().mark(2.2, "short").mark(2.4, "long").profile().phases();

        assertThat(phases.get(1).label()).isEqualTo("short");
        assertThat(phases.get(1).rssStartBytes()).isEqualTo(OptionalLong.empty());
        assertThat(phases.get(1).rssChangeBytes()).isEqualTo(OptionalLong.empty());
        assertThat(phases.get(1).peakRssBytes()).isEqualTo(OptionalLong.empty());
        assertThat(phases.get(2).rssChangeBytes()).hasValue(76 * MIB);
    }

    /** The second thread begins with nothing, ends within the phase, and stays in the sum. */
    @Test
    void phases_allocation_isTheSumOfAllThreads() {
        SampleRecording recording = growing().mark(1, "a").mark(5, "b");
        recording.allocated(0.5, 1, 1_000).allocated(1, 1, 2_000);
        recording.allocated(2, 1, 3_000).allocated(2.01, 2, 500);
        recording.allocated(5, 1, 6_000).allocated(9, 1, 7_000);
        List<Phase> phases = recording.profile().phases();

        assertThat(phases.get(0).allocatedBytes()).as("not read at its begin").isEqualTo(OptionalLong.empty());
        assertThat(phases.get(1).allocatedBytes()).hasValue(4_500);
        assertThat(phases.get(2).allocatedBytes()).hasValue(1_000);
    }

    @Test
    void phases_labelsOfOneInstant_areThereInTheirOrder() {
        assertThat(growing().mark(3, "first").mark(3, "second").profile().phases())
                .extracting(Phase::label)
                .containsExactly(Phase.BEGIN, "first", "second");
    }
}
