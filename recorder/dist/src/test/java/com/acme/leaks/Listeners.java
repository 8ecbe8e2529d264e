// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.ArrayList;
import java.util.List;

/** Each dialog listens to the one model and is never taken off; the twin's is. */
final class Listeners implements Specimen {
    private final List<Runnable> listeners = new ArrayList<>();

    static final class Dialog implements Runnable {
        @Override
        public void run() {}
    }

    static final class ClosedDialog implements Runnable {
        @Override
        public void run() {}
    }

    @Override
    public void leak(int number) {
        listeners.add(new Dialog());
    }

    @Override
    public void twin(int number) {
        Runnable dialog = new ClosedDialog();
        listeners.add(dialog);
        listeners.remove(dialog);
    }
}
