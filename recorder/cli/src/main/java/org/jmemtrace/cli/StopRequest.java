// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Hears the signals that would end {@code record} (Ctrl-C, a terminal that closes, kill), so that it can stop what it
 * has started in another process first.
 */
final class StopRequest implements SignalHandler, AutoCloseable {
    private final Map<Signal, SignalHandler> replaced = new LinkedHashMap<>();
    private final CountDownLatch requested = new CountDownLatch(1);

    static StopRequest listen() {
        StopRequest request = new StopRequest();
        for (String name : List.of("HUP", "INT", "TERM")) {
            Signal signal = new Signal(name);
            try {
                request.replaced.put(signal, Signal.handle(signal, request));
            } catch (IllegalArgumentException reserved) {
                // With -Xrs the JVM leaves it alone, so it ends record as it ends any program.
            }
        }
        return request;
    }

    @Override
    public void handle(Signal signal) {
        request();
    }

    /** The same as a signal. */
    void request() {
        requested.countDown();
    }

    boolean hasCome() {
        return requested.getCount() == 0;
    }

    /** Waits for it, up to a time; whether it has come. */
    boolean await(Duration patience) {
        try {
            return requested.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            requested.countDown();
            return true;
        }
    }

    @Override
    public void close() {
        replaced.forEach(Signal::handle);
    }
}
