// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmemtrace.analyzer.attribution.Quality.Grade;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static Grade grade(SampleRecording recording) {
        return recording.profile().quality().grade();
    }

    @Test
    void of_bothExactNothingLost_isA() {
        assertThat(grade(new SampleRecording().exact())).isEqualTo(Grade.A);
    }

    @Test
    void of_oneRungDownOrSomethingLost_isB() {
        assertThat(grade(new SampleRecording()
                        .choice("allocated", "exact", "TLAB words", "")
                        .choice("resident", "faults", "getrusage", "perf_event_open: not permitted")))
                .isEqualTo(Grade.B);
        assertThat(grade(new SampleRecording().exact().lost(1))).isEqualTo(Grade.B);
    }

    @Test
    void of_counterOffOrUnknownOrChunkLost_isC() {
        assertThat(grade(new SampleRecording()
                        .choice("allocated", "exact", "TLAB words", "")
                        .choice("resident", "off", "none", "no /proc")))
                .isEqualTo(Grade.C);
        assertThat(grade(new SampleRecording())).isEqualTo(Grade.C);
        assertThat(grade(new SampleRecording().exact().damaged("chunk 2 of 3 is unreadable")))
                .isEqualTo(Grade.C);
    }
}
