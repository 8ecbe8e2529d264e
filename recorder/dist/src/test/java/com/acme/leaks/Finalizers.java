// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;

/** The first finalizer waits for what never comes, so that none of the others runs; the twin has a cleaner. */
final class Finalizers implements Specimen {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final Cleaner CLEANER = Cleaner.create();

    static final class Handle {
        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() throws Throwable {
            NEVER.await();
        }
    }

    static final class CleanedHandle {}

    @Override
    public void leak(int number) {
        Handle unused = new Handle();
        assert unused != null;
    }

    @Override
    public void twin(int number) {
        CLEANER.register(new CleanedHandle(), Finalizers::nothing);
    }

    private static void nothing() {}
}
