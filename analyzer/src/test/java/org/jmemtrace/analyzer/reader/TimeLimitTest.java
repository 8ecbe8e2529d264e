// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    @Test
    void run_workThatEnds_returnsItsResult() throws Exception {
        assertThat(TimeLimit.run(() -> "done", Duration.ofMinutes(1))).isEqualTo("done");
    }

    @Test
    void run_workThatNeverEnds_isLeftBehind() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> TimeLimit.run(() -> waitDeafTo(never), Duration.ofMillis(20)))
                .isInstanceOf(TimeoutException.class);
        never.countDown();
    }

    @Test
    void run_workThatFails_tellsWhy() {
        assertThatThrownBy(() -> TimeLimit.run(
                        () -> {
                            throw new OutOfMemoryError("of the test");
                        },
                        Duration.ofMinutes(1)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    private static boolean waitDeafTo(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
        return true;
    }
}
