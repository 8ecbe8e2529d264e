// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dtrace;

import java.util.List;

/**
 * What one stack allocated by one function.
 *
 * @param calls those that were recorded
 * @param bytes that these stand for
 * @param frames the innermost first; none if the thread ran no Java
 * @param thread its name then, else ""
 */
public record NativeSum(
        String function,
        long calls,
        long bytes,
        long freedCalls,
        long freedBytes,
        List<NativeFrame> frames,
        String thread) {
    public NativeSum {
        frames = List.copyOf(frames);
    }

    /** Bytes that were not freed. */
    public long outstandingBytes() {
        return bytes - freedBytes;
    }

    public long outstandingCalls() {
        return calls - freedCalls;
    }

    /** Where the program called: its innermost frame, or the JDK's if it has none, or the thread. */
    public String place() {
        return frames.stream()
                .filter(frame -> !frame.isOfJdk())
                .findFirst()
                .or(() -> frames.stream().findFirst())
                .map(NativeFrame::toString)
                .orElse(thread.isEmpty() ? "(no room for more stacks)" : "(thread " + thread + ")");
    }
}
