// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.ArrayList;
import java.util.List;

/** A task in a queue needs nothing of its page, but as an inner class holds it; the twin's is static. */
final class InnerClasses implements Specimen {
    private final List<Runnable> queue = new ArrayList<>();

    static final class Page {
        final byte[] content = new byte[100];

        final class Refresh implements Runnable {
            @Override
            public void run() {}
        }
    }

    static final class LightPage {
        final byte[] content = new byte[100];

        Runnable refresh() {
            return InnerClasses::nothing;
        }
    }

    private static void nothing() {}

    @Override
    public void leak(int number) {
        Page page = new Page();
        queue.add(page.new Refresh());
    }

    @Override
    public void twin(int number) {
        LightPage page = new LightPage();
        queue.add(page.refresh());
    }
}
