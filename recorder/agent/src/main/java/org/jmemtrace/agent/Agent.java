// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The door. This class lies on the program's class path and runs before the program does, so it does as little as it
 * can: no logging, no JMX, no static state but one flag. All else happens when flight recorder starts, if it does, and
 * lives in a class loader of its own.
 */
public final class Agent {
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private Agent() {}

    /**
     * Called by the JVM for {@code -javaagent}.
     *
     * @param arguments {@code processes=PID} if the processes below that one are to be sampled, in place of those below
     *     this JVM; null if there are none
     */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        load(instrumentation, arguments);
    }

    /** Called by the JVM when the agent is attached to a running program. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        load(instrumentation, arguments);
    }

    private static void load(Instrumentation instrumentation, @Nullable String arguments) {
        try {
            if (!LOADED.compareAndSet(false, true)) {
                say("the agent is already loaded; loading it again has no effect");
            } else if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
                say("this Java runtime has no module jdk.jfr (flight recorder): nothing will be recorded");
            } else {
                FlightRecorderStart.await(instrumentation, arguments == null ? "" : arguments);
            }
        } catch (Throwable failure) { // one of the two doors: whatever it is, the program goes on without us
            say("could not start, nothing will be recorded: " + failure);
        }
    }

    /** Prints one line to standard error, past {@code System.err}, which the program may have replaced. */
    static void say(String what) {
        byte[] line = ("jmemtrace: " + what.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            new FileOutputStream(FileDescriptor.err).write(line);
        } catch (IOException closed) {
            // Nobody can be told.
        }
    }
}
