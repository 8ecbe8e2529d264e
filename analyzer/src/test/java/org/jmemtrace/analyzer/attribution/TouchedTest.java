// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;

/** Who touched new pages: the kinds of threads, and that the rows add up to the change of RSS. */
class TouchedTest {
    private static final long MIB = 1 << 20;
    private static final long PAGE = 4096;

    private static long sum(Touched touched) {
        return touched.rows().stream().mapToLong(Touched.Row::bytes).sum();
    }

    @Test
    void of_threadsOfEachKind_haveARowEach() {
        SampleRecording recording = new SampleRecording();
        String[] names = {
            "GC Thread#0",
            "G1 Main Marker",
            "C2 CompilerThre",
            "VM Thread",
            "VM Periodic Tas",
            "JFR Recorder Th",
            "jmemtrace sampl",
            "Finalizer"
        };
        for (int second = 0; second < 2; second++) {
            for (int i = 0; i < names.length; i++) {
                recording.thread(second, 200 + i, 0, names[i], 10L + second * (1L << i));
            }
            recording.process(second, 100 * MIB + second * 255 * PAGE, second * 255L);
        }
        Touched touched = recording.profile().touched();
        assertThat(touched.bytesOf("(GC copying)")).isEqualTo(3 * PAGE);
        assertThat(touched.bytesOf("JIT compiler")).isEqualTo(4 * PAGE);
        assertThat(touched.bytesOf("VM threads")).isEqualTo(24 * PAGE);
        assertThat(touched.bytesOf("JFR")).isEqualTo(32 * PAGE);
        assertThat(touched.bytesOf("(jmemtrace)")).isEqualTo(64 * PAGE);
        assertThat(touched.bytesOf("other threads")).isEqualTo(128 * PAGE);
        assertThat(touched.bytesOf(Touched.RELEASED)).isZero();
        assertThat(sum(touched)).isEqualTo(255 * PAGE);
    }

    @Test
    void of_serialCollector_itsThreadIsTheVmThread() {
        Touched touched = new SampleRecording()
                .collector("Serial")
                .thread(0, 1, 0, "VM Thread", 0)
                .thread(1, 1, 0, "VM Thread", 5)
                .process(0, MIB, 0)
                .process(1, MIB + 5 * PAGE, 5)
                .profile()
                .touched();
        assertThat(touched.bytesOf("(GC copying)")).isEqualTo(5 * PAGE);
    }

    @Test
    void of_threadThatBeganLater_countsFromZero() {
        Touched touched = new SampleRecording()
                .thread(0.00, 1, 0, "Common-Cleaner", 1000)
                .thread(0.01, 2, 0, "Finalizer", 500)
                .thread(1.00, 1, 0, "Common-Cleaner", 1001)
                .thread(1.01, 2, 0, "Finalizer", 500)
                .thread(1.02, 3, 0, "late", 20)
                .process(0, MIB, 0)
                .process(1, MIB, 21)
                .profile()
                .touched();
        assertThat(touched.bytesOf("other threads")).isEqualTo(21 * PAGE);
    }

    @Test
    void of_wovenThread_whatItsTreeLacksIsARow() {
        Touched touched = new SampleRecording()
                .method(16, "p.A", "a")
                .node(1, 0, Site.OUTSIDE, 0, 0, 2 * PAGE)
                .node(2, 1, 16, 1, 0, 10 * PAGE)
                .node(3, 1, Site.TOOL, 0, 0, PAGE)
                .thread(0, 101, 1, "main", 100)
                .thread(1, 101, 1, "main", 120)
                .process(0, MIB, 100)
                .process(1, MIB + 18 * PAGE, 120)
                .profile()
                .touched();
        assertThat(touched.bytesOf(Touched.METHODS)).isEqualTo(10 * PAGE);
        assertThat(touched.bytesOf("(outside woven code)")).isEqualTo(2 * PAGE);
        assertThat(touched.bytesOf("(jmemtrace)")).isEqualTo(PAGE);
        assertThat(touched.bytesOf(Touched.KERNEL)).isEqualTo(7 * PAGE);
        assertThat(touched.bytesOf(Touched.RELEASED)).isEqualTo(-2 * PAGE);
        assertThat(sum(touched)).isEqualTo(18 * PAGE);
    }

    @Test
    void of_threadsThatEnded_areWhatTheProcessHasMore() {
        Touched touched = new SampleRecording()
                .method(16, "p.A", "a")
                .nodeOf(102, 1, 0, Site.OUTSIDE, 0, 0, 0)
                .nodeOf(102, 2, 1, 16, 1, 0, 50 * PAGE)
                .thread(0.0, 101, 0, "main", 0)
                .thread(0.1, 102, 9, "worker", 1)
                .thread(1.0, 101, 0, "main", 3)
                .process(0, MIB, 1)
                .process(1, MIB + 60 * PAGE, 71)
                .profile()
                .touched();
        assertThat(touched.bytesOf(Touched.ENDED)).isEqualTo((70 - 50 - 3) * PAGE);
        assertThat(touched.bytesOf(Touched.RELEASED)).isEqualTo(-10 * PAGE);
        assertThat(sum(touched)).isEqualTo(60 * PAGE);
    }

    @Test
    void of_noSamplesOfTheProcess_saysNoChange() {
        Touched touched = new SampleRecording()
                .method(16, "p.A", "a")
                .node(1, 0, 16, 1, 0, PAGE)
                .profile()
                .touched();
        assertThat(touched.changeBytes()).isEmpty();
        assertThat(touched.bytesOf(Touched.METHODS)).isEqualTo(PAGE);
    }
}
