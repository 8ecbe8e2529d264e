// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.leaks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Everything that ever came in is in a static list; the twin keeps the last ten. */
final class StaticCollection implements Specimen {
    private static final List<Order> ALL = new ArrayList<>();
    private static final Deque<Recent> LAST = new ArrayDeque<>();

    static final class Order {}

    static final class Recent {}

    @Override
    public void leak(int number) {
        ALL.add(new Order());
    }

    @Override
    public void twin(int number) {
        LAST.add(new Recent());
        if (LAST.size() > 10) {
            LAST.remove();
        }
    }
}
