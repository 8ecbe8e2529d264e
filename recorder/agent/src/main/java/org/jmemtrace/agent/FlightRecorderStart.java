// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.lang.instrument.Instrumentation;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/** Waits for flight recorder, then loads the recorder's core and hands it what flight recorder says. */
final class FlightRecorderStart implements FlightRecorderListener {
    private final Instrumentation instrumentation;
    private final String arguments;
    private @Nullable FlightRecorderListener core;

    private FlightRecorderStart(Instrumentation instrumentation, String arguments) {
        this.arguments = arguments;
        this.instrumentation = instrumentation;
    }

    static void await(Instrumentation instrumentation, String arguments) {
        if (!FlightRecorder.isAvailable()) {
            Agent.say("flight recorder is not available in this JVM: nothing will be recorded");
            return;
        }
        FlightRecorder.addListener(new FlightRecorderStart(instrumentation, arguments));
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        try {
            core = IsolatedLoader.loadCore(instrumentation, arguments);
        } catch (Throwable failure) { // flight recorder is the program's: it must start as without us
            Agent.say("could not start, nothing will be recorded: " + reason(failure));
        }
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        FlightRecorderListener listener = core;
        if (listener != null) {
            listener.recordingStateChanged(recording);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getClass() == java.lang.reflect.InvocationTargetException.class) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
