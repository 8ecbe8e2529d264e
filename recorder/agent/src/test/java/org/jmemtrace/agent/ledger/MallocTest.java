// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MallocTest {
    /** 100 handed out of which 30 were never touched, 10 free. */
    private static final Malloc FIRST = new Malloc(100, 10, 0);

    private static final long FIRST_RESIDENT = 80;

    @Test
    void keptBytes_blocksGivenBack_areKept() {
        assertThat(new Malloc(60, 50, 0).keptBytes(80, FIRST, FIRST_RESIDENT)).isEqualTo(50);
    }

    @Test
    void keptBytes_givenBackToTheSystem_areNot() {
        assertThat(new Malloc(60, 50, 0).keptBytes(40, FIRST, FIRST_RESIDENT)).isEqualTo(10);
    }

    @Test
    void keptBytes_handedOutButNotTouched_takesNothingFromThem() {
        assertThat(new Malloc(1_100, 10, 0).keptBytes(80, FIRST, FIRST_RESIDENT))
                .isEqualTo(10);
    }

    @Test
    void keptBytes_moreThanIsResident_isCutOff() {
        assertThat(new Malloc(10, 500, 0).keptBytes(100, FIRST, FIRST_RESIDENT))
                .isEqualTo(100);
    }
}
