// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;

/** A cache of soft references is cleared when the heap is full, and not before; the twin's entries are taken out. */
final class SoftCaches implements Specimen {
    private final List<SoftReference<Object>> cache = new ArrayList<>();

    static final class Image {}

    static final class ShownImage {}

    @Override
    public void leak(int number) {
        cache.add(new SoftReference<>(new Image()));
    }

    @Override
    public void twin(int number) {
        cache.add(new SoftReference<>(new ShownImage()));
        cache.remove(cache.size() - 1);
    }
}
