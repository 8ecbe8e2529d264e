// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerRowTest {
    private static SampleRecording sampled() {
        return new SampleRecording().process(0, 100, 0, 40).process(9, 150, 0, 60);
    }

    @Test
    void of_severalInstants_comparesTheFirstWithTheLast() {
        List<LedgerRow> rows = sampled()
                .ledger(1, "stacks", 10, "counted", "")
                .ledger(1, "unexplained", 1, "inferred", "")
                .ledger(3, "stacks", 99, "counted", "")
                .ledger(3, "unexplained", 99, "inferred", "")
                .ledger(5, "stacks", 30, "counted", "")
                .ledger(5, "malloc", 7, "inferred", "needs a newer one")
                .ledger(5, "unexplained", 2, "inferred", "")
                .profile()
                .ledger();

        assertThat(rows)
                .containsExactly(
                        new LedgerRow("stacks", 10, 30, Source.COUNTED, ""),
                        new LedgerRow("malloc", 0, 7, Source.INFERRED, "needs a newer one"),
                        new LedgerRow("unexplained", 1, 2, Source.INFERRED, ""));
    }

    /** A JVM that was killed leaves the last instant half written: its rows would not sum to RSS. */
    @Test
    void of_lastInstantCutShort_usesTheOneBefore() {
        List<LedgerRow> rows = sampled()
                .ledger(1, "stacks", 10, "counted", "")
                .ledger(1, "unexplained", 1, "inferred", "")
                .ledger(5, "stacks", 30, "counted", "")
                .ledger(5, "unexplained", 2, "inferred", "")
                .ledger(7, "stacks", 50, "counted", "")
                .profile()
                .ledger();

        assertThat(rows.stream().mapToLong(LedgerRow::endBytes).sum()).isEqualTo(32);
    }

    @Test
    void of_oneInstant_fallsBackToTheKernelsParts() {
        List<LedgerRow> rows = sampled()
                .ledger(1, "stacks", 10, "counted", "")
                .ledger(1, "unexplained", 1, "inferred", "")
                .profile()
                .ledger();

        assertThat(rows).hasSize(4);
        assertThat(rows.stream().mapToLong(LedgerRow::startBytes).sum()).isEqualTo(100);
        assertThat(rows.stream().mapToLong(LedgerRow::endBytes).sum()).isEqualTo(150);
    }

    @Test
    void of_categoryThatEnded_keepsItsRow() {
        List<LedgerRow> rows = sampled()
                .ledger(1, "stacks", 10, "counted", "")
                .ledger(1, "unexplained", 0, "inferred", "")
                .ledger(5, "unexplained", 0, "strange word", "")
                .profile()
                .ledger();

        assertThat(rows)
                .containsExactly(
                        new LedgerRow("stacks", 10, 0, Source.COUNTED, ""),
                        new LedgerRow("unexplained", 0, 0, Source.INFERRED, ""));
    }
}
