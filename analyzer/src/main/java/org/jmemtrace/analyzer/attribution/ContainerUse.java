// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.ContainerMemory;

/**
 * What the container had of its limit when the recording ended.
 *
 * @param workingSetBytes without the page cache that the kernel takes back first
 * @param nanosToLimit until the working set reaches the limit, if it goes on to grow as in the second half of the
 *     recording; empty if it does not grow there
 */
public record ContainerUse(long limitBytes, long workingSetBytes, OptionalLong nanosToLimit) {
    static Optional<ContainerUse> of(Recording recording, Verdict verdict) {
        List<Timed<ContainerMemory>> samples = recording.container();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        ContainerMemory last = samples.get(samples.size() - 1).event();
        return Optional.of(
                new ContainerUse(last.limitBytes, last.workingSetBytes, nanosToLimit(samples, last, verdict)));
    }

    /** Not said of a process that is steady: whatever is left would be reached by the noise of a slope, in time. */
    private static OptionalLong nanosToLimit(
            List<Timed<ContainerMemory>> samples, ContainerMemory last, Verdict verdict) {
        int half = samples.size() / 2;
        if (verdict.word() != Verdict.Word.GROWING || verdict.slope().isEmpty() || half < Verdict.LEAST_SAMPLES / 2) {
            return OptionalLong.empty();
        }
        Slope slope = Trend.of(
                        samples.size() - half,
                        i -> samples.get(half + i).epochNanos(),
                        i -> samples.get(half + i).event().workingSetBytes)
                .slope();
        long left = Math.max(0, last.limitBytes - last.workingSetBytes);
        return slope.lowBytesPerMinute() <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(left / slope.bytesPerMinute() * Slope.NANOS_PER_MINUTE));
    }
}
