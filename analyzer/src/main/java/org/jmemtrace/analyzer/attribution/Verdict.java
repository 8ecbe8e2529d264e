// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.Optional;

/**
 * Where RSS goes, in one of four fixed words, and what that rests on.
 *
 * <p>The rule. Noise is 1/32 of the first RSS, at least 8 MiB. With fewer than 8 samples, or less than 30 s between the
 * first and the last, these two are compared: a difference beyond the noise is growing or shrinking, else steady.
 *
 * <p>With more, noise is at least three times what half of the later samples are off their trend. The medians of the first
 * and the last eighth are compared, and the second half must go on in the same direction, by its median slope, for half
 * the noise or more. RSS that rose at first (as that of each JVM does) and then stays is steady. When the halves go
 * against each other, or there are fewer than two samples, the verdict is inconclusive.
 *
 * @param slope the median slope, only if RSS follows a trend
 */
public record Verdict(Word word, Basis basis, Optional<Slope> slope) {
    /** The fixed words. */
    public enum Word {
        GROWING,
        STEADY,
        SHRINKING,
        INCONCLUSIVE
    }

    /** What a verdict rests on. */
    public enum Basis {
        /** Fewer than two samples. */
        NO_SAMPLES,
        /** The first and the last sample alone: the recording is too short for a trend. */
        ENDS,
        /** All samples: RSS goes the same way to the end, or stays. */
        TREND,
        /** RSS changed at first and then stayed. */
        LEVELED,
        /** The second half goes against the whole. */
        TURNED
    }

    static final int LEAST_SAMPLES = 8;
    static final long LEAST_NANOS = 30_000_000_000L; // 30 s
    private static final long LEAST_NOISE_BYTES = 8L << 20;
    private static final long NOISE_SHARE = 32;

    static Verdict of(RssSeries rss) {
        if (rss.size() < 2) {
            return new Verdict(Word.INCONCLUSIVE, Basis.NO_SAMPLES, Optional.empty());
        }
        long noise = Math.max(LEAST_NOISE_BYTES, rss.rssBytes(0) / NOISE_SHARE);
        Word whole = wordOf(rss.rssBytes(rss.size() - 1) - rss.rssBytes(0), noise);
        if (rss.size() < LEAST_SAMPLES || rss.durationNanos() < LEAST_NANOS) {
            return new Verdict(whole, Basis.ENDS, Optional.empty());
        }
        Trend second = Trend.of(rss, rss.size() / 2);
        long doubt = Math.max(noise, 3 * second.spreadBytes());
        Word late = wordOf(second.changeBytes(), doubt / 2);
        whole = wordOf(Trend.riseBytes(rss), doubt);
        if (late == whole) {
            Optional<Slope> slope = whole == Word.STEADY
                    ? Optional.empty()
                    : Optional.of(Trend.of(rss, 0).slope());
            return new Verdict(whole, Basis.TREND, slope);
        }
        return late == Word.STEADY
                ? new Verdict(Word.STEADY, Basis.LEVELED, Optional.empty())
                : new Verdict(Word.INCONCLUSIVE, Basis.TURNED, Optional.empty());
    }

    private static Word wordOf(long changeBytes, long noiseBytes) {
        if (Math.abs(changeBytes) < noiseBytes) {
            return Word.STEADY;
        }
        return changeBytes > 0 ? Word.GROWING : Word.SHRINKING;
    }
}
