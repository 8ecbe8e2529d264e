// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToLongFunction;
import org.jmemtrace.analyzer.attribution.Verdict.Basis;
import org.jmemtrace.analyzer.attribution.Verdict.Word;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final long MIB = 1 << 20;

    private static Verdict verdict(int samples, double secondsBetween, IntToLongFunction rssBytes) {
        SampleRecording recording = new SampleRecording();
        for (int i = 0; i < samples; i++) {
            recording.process(i * secondsBetween, rssBytes.applyAsLong(i), 0);
        }
        return recording.profile().verdict();
    }

    @Test
    void of_noOrOneSample_inconclusive() {
        assertThat(verdict(0, 1, i -> 0))
                .extracting(Verdict::word, Verdict::basis)
                .containsExactly(Word.INCONCLUSIVE, Basis.NO_SAMPLES);
        assertThat(verdict(1, 1, i -> MIB).word()).isEqualTo(Word.INCONCLUSIVE);
    }

    @Test
    void of_twoSecondsWith64MiBMore_growing() {
        assertThat(verdict(3, 1, i -> (40 + 32L * i) * MIB))
                .extracting(Verdict::word, Verdict::basis)
                .containsExactly(Word.GROWING, Basis.ENDS);
    }

    @Test
    void of_twoSecondsWithinNoise_steady() {
        assertThat(verdict(3, 1, i -> (40 + 3L * i) * MIB).word()).isEqualTo(Word.STEADY);
    }

    @Test
    void of_twoSecondsWithLess_shrinking() {
        assertThat(verdict(3, 1, i -> (140 - 30L * i) * MIB).word()).isEqualTo(Word.SHRINKING);
    }

    @Test
    void of_largeProcess_noiseIsAShareOfIt() {
        assertThat(verdict(3, 1, i -> (1000 + 14L * i) * MIB).word()).isEqualTo(Word.STEADY);
        assertThat(verdict(3, 1, i -> (1000 + 17L * i) * MIB).word()).isEqualTo(Word.GROWING);
    }

    @Test
    void of_steadyLeak_growingWithItsRate() {
        Verdict verdict = verdict(61, 1, i -> (200 + 2L * i + (i % 5)) * MIB);
        assertThat(verdict).extracting(Verdict::word, Verdict::basis).containsExactly(Word.GROWING, Basis.TREND);
        assertThat(verdict.slope().orElseThrow().bytesPerMinute()).isCloseTo(120.0 * MIB, within(2.0 * MIB));
    }

    @Test
    void of_startUpThenFlat_steadyAndLeveled() {
        Verdict verdict = verdict(60, 1, i -> (i < 10 ? 50 + 20L * i : 250 + i % 3) * MIB);
        assertThat(verdict).extracting(Verdict::word, Verdict::basis).containsExactly(Word.STEADY, Basis.LEVELED);
        assertThat(verdict.slope()).isEmpty();
    }

    @Test
    void of_sawtooth_steady() {
        assertThat(verdict(60, 1, i -> (500 + 20L * (i % 6)) * MIB).word()).isEqualTo(Word.STEADY);
    }

    @Test
    void of_upAndDownAgain_inconclusive() {
        Verdict verdict = verdict(60, 1, i -> (100 + (i < 30 ? 10L * i : 10L * (60 - i) + 100)) * MIB);
        assertThat(verdict).extracting(Verdict::word, Verdict::basis).containsExactly(Word.INCONCLUSIVE, Basis.TURNED);
    }

    @Test
    void of_fallingToTheEnd_shrinking() {
        Verdict verdict = verdict(40, 1, i -> (900 - 10L * i) * MIB);
        assertThat(verdict.word()).isEqualTo(Word.SHRINKING);
        assertThat(verdict.slope().orElseThrow().bytesPerMinute()).isNegative();
    }

    @Test
    void of_allSamplesAtOneInstant_doesNotDivideByZero() {
        assertThat(verdict(20, 0, i -> (100 + i) * MIB).basis()).isEqualTo(Basis.ENDS);
    }

    @Test
    void of_tenThousandSamples_isThinnedOut() {
        Verdict verdict = verdict(10_000, 1, i -> 500 * MIB + i * 60L * 1024);
        assertThat(verdict.slope().orElseThrow().bytesPerMinute()).isCloseTo(60 * 60 * 1024.0, within(1.0));
    }

    /** Samples of memory are not independent: each noise here stays near where it was. */
    @Test
    void of_noiseOfManyKinds_intervalHoldsTheTrueSlopeInNinetyOfAHundred() {
        double trueBytesPerSecond = 2.0 * MIB;
        for (double memory : new double[] {0, 0.5, 0.8}) {
            int held = 0;
            int wide = 0;
            for (int seed = 0; seed < 200; seed++) {
                Random random = new Random(seed);
                double[] noise = {0};
                Verdict verdict = verdict(90, 1, i -> {
                    noise[0] = memory * noise[0] + random.nextGaussian() * 3 * MIB;
                    return Math.round(300.0 * MIB + trueBytesPerSecond * i + noise[0]);
                });
                Slope slope = verdict.slope().orElseThrow();
                assertThat(verdict.word()).isEqualTo(Word.GROWING);
                held += slope.lowBytesPerMinute() <= 60 * trueBytesPerSecond
                                && slope.highBytesPerMinute() >= 60 * trueBytesPerSecond
                        ? 1
                        : 0;
                wide += slope.highBytesPerMinute() - slope.lowBytesPerMinute() > 60 * trueBytesPerSecond ? 1 : 0;
            }
            assertThat(held).as("memory of the noise %s", memory).isGreaterThanOrEqualTo(180);
            assertThat(wide).as("intervals that say nothing").isLessThan(10);
        }
    }

    /** A collector's saw-tooth: the heap is touched, and given back, again and again. */
    @Test
    void of_leakUnderASawtooth_intervalHoldsTheSlope() {
        Slope slope = verdict(120, 1, i -> (400 + 2L * i + 7L * (i % 9)) * MIB)
                .slope()
                .orElseThrow();
        assertThat(120.0 * MIB).isBetween(slope.lowBytesPerMinute(), slope.highBytesPerMinute());
        assertThat(slope.highBytesPerMinute() - slope.lowBytesPerMinute()).isLessThan(60.0 * MIB);
    }
}
