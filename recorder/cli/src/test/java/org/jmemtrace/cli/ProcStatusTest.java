// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatusTest {
    @Test
    void of_thisJvm_isARunningProcessThatHandlesSigquit() {
        ProcStatus self = ProcStatus.of("self").orElseThrow();

        assertThat(self.processId()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.state()).isIn('R', 'S');
        assertThat(self.handlesQuit()).isTrue();
        assertThat(self.user()).matches("\\d+");
    }

    @Test
    void of_programWithoutHandlers_doesNotHandleSigquit() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(ProcStatus.of(Long.toString(sleep.pid())).orElseThrow().handlesQuit())
                    .isFalse();
        } finally {
            sleep.destroy();
        }
    }

    @Test
    void of_noProcess_isEmpty() {
        assertThat(ProcStatus.of("0")).isEmpty();
    }
}
