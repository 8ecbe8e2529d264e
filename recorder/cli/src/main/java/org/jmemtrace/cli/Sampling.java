// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jmemtrace.cli.process.Observation;
import org.jmemtrace.cli.process.ProcTree;
import sun.misc.Signal;

/** Takes samples at an interval until the tree has ended, the time is over, or somebody says so. */
final class Sampling {
    private final long intervalNanos;
    private final long durationNanos;
    private final int omitFirst;
    private final SampleOutputs outputs;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    Sampling(long intervalNanos, long durationNanos, int omitFirst, SampleOutputs outputs) {
        this.intervalNanos = intervalNanos;
        this.durationNanos = durationNanos;
        this.omitFirst = omitFirst;
        this.outputs = outputs;
    }

    void start(ProcTree tree) {
        Thread thread = new Thread(() -> run(tree), "process samples");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ctrl-C and SIGTERM end it too; not by a shutdown hook, as flight recorder's own would close the recording. */
    void untilStopped(ProcTree tree) {
        for (String name : List.of("HUP", "INT", "TERM")) {
            try {
                Signal.handle(new Signal(name), signal -> stop.countDown());
            } catch (IllegalArgumentException reserved) {
                // With -Xrs the JVM leaves it alone, so it ends record as it ends any program.
            }
        }
        run(tree);
    }

    /** Returns once the last sample is written and the files are closed. */
    void stop() {
        stop.countDown();
        try {
            ended.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(ProcTree tree) {
        try (outputs) {
            long start = System.nanoTime();
            for (long n = 0; n == 0 || n * (double) intervalNanos < durationNanos; n++) {
                long wait = start + n * intervalNanos - System.nanoTime();
                if (stop.await(Math.max(wait, 0), TimeUnit.NANOSECONDS)) {
                    return;
                }
                List<Observation> sample = tree.sample();
                if (sample.isEmpty()) {
                    return;
                }
                if (n >= omitFirst) {
                    outputs.write(sample);
                }
            }
        } catch (IOException failure) {
            System.err.println("record: samples cannot be written: " + Printable.of(Reason.of(failure)));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }
}
