// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptMemoryTest {
    private final KeptMemory memory = new KeptMemory();

    private long look(long used, long free, long resident) {
        return memory.bytes(new Malloc(used, free, 0), resident);
    }

    /** 30 of those in use were never touched. */
    @BeforeEach
    void first() {
        assertThat(look(100, 10, 80)).isEqualTo(10);
    }

    @Test
    void bytes_blocksGivenBack_areKept() {
        assertThat(look(60, 50, 80)).isEqualTo(50);
    }

    @Test
    void bytes_givenBackToTheSystem_areNotUntilUsedAgain() {
        look(60, 50, 80);

        assertThat(look(60, 50, 45)).isEqualTo(15);
        assertThat(look(95, 15, 80)).isEqualTo(15);
    }

    @Test
    void bytes_handedOut_takesNothingFromThem() {
        assertThat(look(1_100, 10, 80)).as("not touched").isEqualTo(10);
        assertThat(look(2_100, 10, 1_080)).as("touched").isEqualTo(10);
        assertThat(look(2_100, 10, 2_080)).as("touched later").isEqualTo(10);
    }

    @Test
    void bytes_newAndFreeAndNeverTouched_areNotKept() {
        assertThat(look(100, 40, 80)).isEqualTo(10);
        assertThat(look(600, 40, 580)).isEqualTo(10);
        assertThat(look(700, 45, 680))
                .as("an arena that grows has some to spare")
                .isEqualTo(10);
    }

    @Test
    void bytes_moreThanIsResident_isCutOff() {
        assertThat(look(10, 100, 50)).isEqualTo(50);
    }
}
