// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmc.common.IMCFrame;
import org.openjdk.jmc.common.IMCStackTrace;

/**
 * Where objects of a type were made.
 *
 * @param frames from the one that made them outwards
 */
public record AllocationPlace(String type, List<Frame> frames) {
    private static final int MOST_FRAMES = 64;
    private static final List<String> OF_JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** What runs in the program's JVM. */
    private static final List<String> OURS = List.of("agent.", "probes.", "events.", "api.", "jna.").stream()
            .map("org.jmemtrace."::concat)
            .toList();

    /**
     * A call, or the line in it.
     *
     * @param line 0 if it is not known
     */
    public record Frame(String className, String method, String descriptor, int line) {
        public boolean isOfJdk() {
            return OF_JDK.stream().anyMatch(className::startsWith);
        }
    }

    /** What the recorder made for its own use. */
    public boolean isOurs() {
        return frames.stream().anyMatch(frame -> OURS.stream().anyMatch(frame.className()::startsWith));
    }

    /** What flight recorder made. */
    public boolean isFlightRecorders() {
        return frames.stream().anyMatch(frame -> frame.className().startsWith("jdk.jfr."));
    }

    public AllocationPlace {
        frames = List.copyOf(frames);
    }

    static AllocationPlace of(String type, Object stack) {
        List<Frame> frames = new ArrayList<>();
        if (stack instanceof IMCStackTrace trace) {
            for (IMCFrame frame : trace.getFrames()) {
                if (frame.getMethod() != null && frame.getMethod().getType() != null && frames.size() < MOST_FRAMES) {
                    Integer line = frame.getFrameLineNumber();
                    frames.add(new Frame(
                            frame.getMethod().getType().getFullName(),
                            String.valueOf(frame.getMethod().getMethodName()),
                            String.valueOf(frame.getMethod().getFormalDescriptor()),
                            line == null ? 0 : Math.max(0, line)));
                }
            }
        }
        return new AllocationPlace(type, frames);
    }
}
