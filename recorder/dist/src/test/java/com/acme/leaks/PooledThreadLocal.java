// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What a task puts into a thread local stays with the pool's thread; the twin takes it away at its end. */
final class PooledThreadLocal implements Specimen {
    private static final ThreadLocal<List<Object>> CONTEXT = ThreadLocal.withInitial(ArrayList::new);

    private final ExecutorService pool = Executors.newFixedThreadPool(1, task -> {
        Thread thread = new Thread(task, "pool");
        thread.setDaemon(true);
        return thread;
    });

    static final class Session {}

    static final class EndedSession {}

    @Override
    public void leak(int number) throws Exception {
        pool.submit(() -> CONTEXT.get().add(new Session())).get();
    }

    @Override
    public void twin(int number) throws Exception {
        pool.submit(() -> {
                    List<Object> context = CONTEXT.get();
                    context.add(new EndedSession());
                    return context.remove(context.size() - 1);
                })
                .get();
    }
}
