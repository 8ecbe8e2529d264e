// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/** Where calls end whose recording has ended before them, on threads that may run anywhere by now. */
final class Grave extends TracedThread {
    Grave(Backend backend) {
        super(Thread.currentThread(), new CallTree(), backend);
    }

    @Override
    void exit(Frame frame, @Nullable Throwable thrown) {}

    @Override
    void line(Frame frame, int line) {}
}
