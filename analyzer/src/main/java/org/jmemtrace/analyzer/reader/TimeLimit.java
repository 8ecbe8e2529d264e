// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what may never return. The parser has been seen to loop for ever on damaged input, deaf to interrupts; such a
 * thread is left behind, and the process ends in spite of it because it is a daemon.
 */
final class TimeLimit {
    private TimeLimit() {}

    static <T> T run(Callable<T> work, Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "jmemtrace reader");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(/* mayInterruptIfRunning= */ true);
        }
    }
}
