// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jmemtrace.cli.process.ProcessSource;
import org.jmemtrace.cli.process.Sample;
import org.jspecify.annotations.Nullable;

/** Takes samples at an interval until the process has ended, the time is over, or somebody says so. */
final class Sampling {
    private final long intervalNanos;
    private final Optional<Duration> duration;
    private final boolean omitFirst;
    private final SampleOutputs outputs;
    private final StopRequest stop;
    private final Terminal terminal;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    Sampling(
            Duration interval,
            Optional<Duration> duration,
            boolean omitFirst,
            SampleOutputs outputs,
            StopRequest stop,
            Terminal terminal) {
        this.intervalNanos = interval.toNanos();
        this.duration = duration;
        this.omitFirst = omitFirst;
        this.outputs = outputs;
        this.stop = stop;
        this.terminal = terminal;
    }

    /** Samples on a thread of its own, while a command runs. */
    void start(ProcessSource tree) {
        Thread thread = new Thread(() -> run(tree), "process samples");
        thread.setDaemon(true);
        // What goes wrong there is told once the command has ended; until then only that it did.
        thread.setUncaughtExceptionHandler((which, thrown) -> {
            failure = thrown;
            terminal.say(
                    "sampling has ended, the command runs on: " + Printable.of(String.valueOf(thrown.getMessage())));
            ended.countDown();
        });
        thread.start();
    }

    /** Returns once the last sample is written and the files are complete; throws what kept them from it. */
    void stop() {
        stop.request();
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException hurry) {
                interrupted = true; // the files come first
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Samples here. */
    void run(ProcessSource tree) {
        try (outputs) {
            sample(tree);
        } catch (IOException problem) {
            throw new UserException(
                    ExitCode.FAILED,
                    "the samples cannot be written",
                    Reason.of(problem),
                    "Make room or choose another place; what was written until then is kept");
        }
        ended.countDown();
    }

    private void sample(ProcessSource tree) throws IOException {
        long begin = System.nanoTime();
        long wholeNanos = duration.map(Duration::toNanos).orElse(Long.MAX_VALUE);
        long dueNanos = 0;
        while (true) {
            boolean last = stop.await(Duration.ofNanos(Math.max(0, dueNanos - (System.nanoTime() - begin))))
                    || dueNanos >= wholeNanos;
            Sample sample = tree.sample();
            if (sample.isEmpty()) {
                return;
            }
            if (sample.number() > 0 || !omitFirst) {
                outputs.write(sample);
            }
            if (last || !outputs.areWanted()) {
                return;
            }
            // Instants that were missed, as when the machine slept, are left out.
            long next = ((System.nanoTime() - begin) / intervalNanos + 1) * intervalNanos;
            dueNanos = Math.min(next, wholeNanos);
        }
    }
}
