// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.compare;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.attribution.AllocationRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Slope;
import org.jmemtrace.analyzer.attribution.Verdict;

/** A figure of a whole recording, in bytes; of the slope in bytes per minute. */
public enum Measure {
    ALLOCATED("alloc", "allocated", true, 0.01, 0) {
        @Override
        public OptionalDouble of(Profile profile) {
            if (profile.hasMethods()) {
                return profile.quality().allocated().isOff()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(profile.tree().root().allocatedTotalBytes());
            }
            return profile.sampledTypes().isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(profile.sampledTypes().stream()
                            .mapToLong(AllocationRow::bytes)
                            .sum());
        }
    },
    RESIDENT("resident", "resident growth", true, 0.05, 1 << 20) {
        @Override
        public OptionalDouble of(Profile profile) {
            return profile.hasMethods() && !profile.quality().resident().isOff()
                    ? OptionalDouble.of(profile.tree().root().residentTotalBytes())
                    : OptionalDouble.empty();
        }
    },
    RSS_PEAK("rss.peak", "RSS peak", false, 0.03, 8 << 20) {
        @Override
        public OptionalDouble of(Profile profile) {
            return profile.rss().size() == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(profile.rss().peakBytes());
        }
    },
    RSS_END("rss.end", "RSS at the end", false, 0.03, 8 << 20) {
        @Override
        public OptionalDouble of(Profile profile) {
            return asDouble(profile.rss().lastBytes());
        }
    },
    RSS_SLOPE("rss.slope", "RSS slope, per minute", false, 0.1, 1 << 20) {
        @Override
        public OptionalDouble of(Profile profile) {
            Optional<Slope> slope = profile.verdict().slope();
            if (slope.isPresent()) {
                return OptionalDouble.of(slope.get().bytesPerMinute());
            }
            return profile.verdict().word() == Verdict.Word.STEADY ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
    },
    HEAP_END("heap.end", "heap at the last GC", false, 0.05, 4 << 20) {
        @Override
        public OptionalDouble of(Profile profile) {
            return asDouble(profile.heapUsedBytesAt(Long.MAX_VALUE));
        }
    },
    DIRECT_PEAK("direct.peak", "direct buffers peak", false, 0.01, 1 << 20) {
        @Override
        public OptionalDouble of(Profile profile) {
            return profile.ledgerSeries().instants().stream()
                    .filter(instant -> instant.rows().containsKey("direct buffers"))
                    .mapToDouble(instant -> instant.residentBytes("direct buffers"))
                    .max();
        }
    };

    private final String key;
    private final String title;
    private final boolean isSum;
    private final double assumedShare;
    private final double assumedBytes;

    Measure(String key, String title, boolean isSum, double assumedShare, double assumedBytes) {
        this.key = key;
        this.title = title;
        this.isSum = isSum;
        this.assumedShare = assumedShare;
        this.assumedBytes = assumedBytes;
    }

    /** Empty if the recording does not tell. */
    public abstract OptionalDouble of(Profile profile);

    /** As conditions name it. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** Whether it grows with the work that is done, and so is to be divided by that. */
    public boolean isSum() {
        return isSum;
    }

    /** What two runs of one program are taken to differ by where there is but one of each. */
    double assumedNoise(double value) {
        return Math.max(assumedBytes, Math.abs(value) * assumedShare);
    }

    static Optional<Measure> named(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }

    /** All keys, for an error message. */
    static String keys() {
        return Arrays.stream(values()).map(Measure::key).collect(Collectors.joining(", "));
    }

    private static OptionalDouble asDouble(OptionalLong value) {
        return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
    }
}
