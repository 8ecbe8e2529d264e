// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

/**
 * A figure on both sides.
 *
 * @param noise what the change may be by chance, up or down
 * @param measured whether the noise was measured over several runs; else it is assumed, or of sampling alone
 */
public record Change(double base, double now, double noise, boolean measured) {
    static Change of(double[] base, double[] news, double assumedNoise) {
        boolean measured = Noise.isMeasured(base, news);
        return new Change(
                Noise.mean(base), Noise.mean(news), measured ? Noise.between(base, news) : assumedNoise, measured);
    }

    public double bytes() {
        return now - base;
    }

    /** In percent of the base; infinite if that is nothing. */
    public double percent() {
        return bytes() == 0 ? 0 : 100 * bytes() / Math.abs(base);
    }

    public double noisePercent() {
        return noise == 0 ? 0 : 100 * noise / Math.abs(base);
    }

    /** Whether it is more than chance. */
    public boolean isSignificant() {
        return Math.abs(bytes()) > noise;
    }
}
