// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.StackWalker.StackFrame;

/**
 * Whether flight recorder ends a chunk because a recording stops, and not because the chunk is full or someone wants a
 * copy: it does not say, so it is read from the stack. Where its methods are named otherwise, it is never now.
 */
final class RecordingEnd {
    private static final String RECORDER = "jdk.jfr.internal.PlatformRecorder";

    private RecordingEnd() {}

    static boolean isNow() {
        return StackWalker.getInstance().walk(frames -> frames.anyMatch(RecordingEnd::stops));
    }

    private static boolean stops(StackFrame frame) {
        return frame.getMethodName().equals("stop") && frame.getClassName().equals(RECORDER);
    }
}
