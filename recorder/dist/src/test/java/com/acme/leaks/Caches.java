// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cache without bound, and one that holds the fifty entries that were asked for last. */
final class Caches implements Specimen {
    private final Map<Integer, Object> endless = new HashMap<>();
    private final Map<Integer, Object> bounded = new LinkedHashMap<>(100, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Object> eldest) {
            return size() > 50;
        }
    };

    static final class Entry {}

    static final class BoundedEntry {}

    @Override
    public void leak(int number) {
        endless.put(number, new Entry());
    }

    @Override
    public void twin(int number) {
        bounded.put(number, new BoundedEntry());
    }
}
