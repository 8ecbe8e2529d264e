// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ContainerUseTest {
    private static final long MIB = 1 << 20;

    private static ContainerUse use(int samples, long limitMiB, long mibPerSecond) {
        SampleRecording recording = new SampleRecording();
        for (int i = 0; i < samples; i++) {
            recording.process(i, (300 + mibPerSecond * i) * MIB, 0);
            recording.container(i, limitMiB * MIB, (400 + mibPerSecond * i) * MIB);
        }
        return recording.profile().container().orElseThrow();
    }

    @Test
    void of_noLimit_isNothing() {
        assertThat(new SampleRecording().process(0, MIB, 0).profile().container())
                .isEmpty();
    }

    @Test
    void of_growth_saysWhenTheLimitIsReached() {
        ContainerUse use = use(61, 1000, 2); // ends at 520 MiB: 480 left at 2 a second

        assertThat(use.limitBytes()).isEqualTo(1000 * MIB);
        assertThat(use.workingSetBytes()).isEqualTo(520 * MIB);
        assertThat(use.nanosToLimit().orElseThrow() / 1e9).isCloseTo(240, within(0.5));
    }

    @Test
    void of_steadyOrShrinkingOrTooShort_saysNoTime() {
        assertThat(use(61, 1000, 0).nanosToLimit()).isEmpty();
        assertThat(use(61, 1000, -2).nanosToLimit()).isEmpty();
        assertThat(use(5, 1000, 20).nanosToLimit()).isEmpty();
    }

    @Test
    void of_limitThatIsReached_isNow() {
        assertThat(use(61, 520, 2).nanosToLimit()).hasValue(0);
    }
}
