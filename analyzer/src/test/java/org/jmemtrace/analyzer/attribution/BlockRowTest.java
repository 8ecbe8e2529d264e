// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BlockRowTest {
    @Test
    void blocks_severalRunsOfTwoNames_haveMedianAndEnds() {
        List<BlockRow> rows = new SampleRecording()
                .block(1, "small", 0, 0)
                .block(2, "load", 300, 7)
                .block(3, "load", 100, -9)
                .block(4, "load", 900, 2)
                .profile()
                .blocks();

        assertThat(rows)
                .containsExactly(
                        row("load", 3, 300, 100, 900, 2, 15), //
                        row("small", 1, 0, 0, 0, 0, 5));
    }

    @Test
    void blocks_runThatIsNotKnown_isCountedAlone() {
        List<BlockRow> rows = new SampleRecording()
                .block(1, "a", -1, 0)
                .block(2, "b", -1, 0)
                .block(3, "b", 40, 1)
                .profile()
                .blocks();

        assertThat(rows).extracting(BlockRow::name).containsExactly("b", "a");
        assertThat(rows).extracting(BlockRow::count).containsExactly(2, 1);
        assertThat(rows.get(0)).isEqualTo(row("b", 2, 40, 40, 40, 1, 5));
        assertThat(rows.get(1).allocatedBytes()).isEqualTo(OptionalLong.empty());
        assertThat(rows.get(1).rssDeltaBytes()).isEqualTo(OptionalLong.empty());
    }

    /** The first run may fill what is filled once; one that frees again is none that always retains. */
    @Test
    void blocks_thatKeepMoreEachTime_areSuspect() {
        SampleRecording recording = new SampleRecording();
        for (int i = 0; i < 5; i++) {
            recording.retaining(i, "leak", i == 0 ? -9 : 100 + i);
            recording.retaining(i, "cache", i == 0 ? 900 : 0);
            recording.retaining(i, "back and forth", i == 3 ? -300 : 100);
        }
        recording.retaining(6, "seldom", 100).retaining(7, "seldom", 100);
        List<BlockRow> rows = recording.profile().blocks();

        assertThat(rows)
                .extracting(
                        BlockRow::name,
                        BlockRow::alwaysRetains,
                        row -> row.retainedBytes().orElseThrow())
                .containsExactlyInAnyOrder(
                        tuple("leak", true, 102L),
                        tuple("cache", false, 0L),
                        tuple("back and forth", false, 100L),
                        tuple("seldom", false, 100L));
    }

    @Test
    void profile_ofBlocksAlone_isUsable() {
        assertThat(new SampleRecording().profile().isUsable()).isFalse();
        assertThat(new SampleRecording().block(1, "a", 1, 0).profile().isUsable())
                .isTrue();
    }

    private static BlockRow row(String name, int count, long median, long least, long most, long rss, long tool) {
        return new BlockRow(
                name,
                count,
                OptionalLong.of(median),
                OptionalLong.of(least),
                OptionalLong.of(most),
                OptionalLong.of(rss),
                OptionalLong.empty(),
                false,
                tool);
    }
}
