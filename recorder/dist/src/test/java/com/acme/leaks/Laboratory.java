// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.List;

/** Leaks in nine ways for some seconds, beside the twins that do not. */
public final class Laboratory {
    private static final List<Specimen> SPECIMENS = List.of(
            new StaticCollection(),
            new Listeners(),
            new PooledThreadLocal(),
            new ClassLoaders(),
            new InternedStrings(),
            new InnerClasses(),
            new Caches(),
            new Finalizers(),
            new SoftCaches());
    private static final int ROUNDS = 500;
    private static final int ROUNDS_BETWEEN_COLLECTIONS = 50;

    private Laboratory() {}

    public static void main(String[] arguments) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (Specimen specimen : SPECIMENS) {
                specimen.leak(round);
                specimen.twin(round);
            }
            Thread.sleep(10);
            if (round % ROUNDS_BETWEEN_COLLECTIONS == 0) {
                System.gc();
            }
        }
    }
}
