// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads of the recorder's own: in the JVM's thread group, where the program does not count them among its own, and with
 * nothing of the program's in them, neither its context class loader nor its thread locals.
 */
public final class OwnThread {
    private OwnThread() {}

    /** Starts a daemon. The body must not throw. */
    public static Thread start(String name, Runnable body) {
        Thread thread = new Thread(jvmGroup(), body, "jmemtrace " + name, 0, /* inheritThreadLocals= */ false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return thread;
    }

    /** Runs the body to its end, whoever may interrupt the caller meanwhile; throws what it throws. */
    public static void run(String name, Runnable body) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        join(start(name, () -> {
            try {
                body.run();
            } catch (RuntimeException | Error failure) { // the program's handler of uncaught exceptions is not for ours
                thrown.set(failure);
            }
        }));
        Throwable failure = thrown.get();
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadGroup jvmGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }
}
