// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All objects that are followed and not known to be gone.
 *
 * <p>Assumption: one thread removes. Guarantees: any thread adds, without a lock, by one compare-and-set; what was added
 * is found by {@link #forEach} until it is removed, and is removed in constant time.
 */
final class LiveList {
    private static final int STRIPES = 8;

    /** References of a stripe that fill a cache line. */
    private static final int SPACING = 16;

    private final AtomicReferenceArray<@Nullable TrackedObject> heads = new AtomicReferenceArray<>(STRIPES * SPACING);

    /** Removed while a neighbour was being added: tried again. */
    private final List<TrackedObject> postponed = new ArrayList<>();

    void add(TrackedObject added) {
        int index = headOf(added);
        TrackedObject head;
        do {
            head = heads.get(index);
            added.next = head;
        } while (!heads.compareAndSet(index, head, added));
        if (head != null) {
            head.previous = added;
        }
    }

    private static int headOf(TrackedObject object) {
        return ((int) object.serial() & STRIPES - 1) * SPACING;
    }

    /** By one thread only. */
    void remove(TrackedObject removed) {
        if (!tryRemove(removed)) {
            postponed.add(removed);
        }
    }

    /** By the same thread, from time to time. */
    void removePostponed() {
        if (!postponed.isEmpty()) {
            postponed.removeIf(this::tryRemove);
        }
    }

    private boolean tryRemove(TrackedObject removed) {
        TrackedObject next = removed.next;
        TrackedObject previous = removed.previous;
        if (previous != null) {
            previous.next = next;
            if (next != null) {
                next.previous = previous;
            }
            return true;
        }
        // It is the first, or will in an instant have one before it. Once it is not the first, who adds writes to the
        // next one, so that this thread must have written before.
        if (next != null) {
            next.previous = null;
        }
        if (heads.compareAndSet(headOf(removed), removed, next)) {
            return true;
        }
        if (next != null) {
            next.previous = removed;
        }
        return false;
    }

    /** Those there are, perhaps some that were removed or added meanwhile. */
    void forEach(Consumer<TrackedObject> action) {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            TrackedObject each = heads.get(stripe * SPACING);
            for (; each != null; each = each.next) {
                action.accept(each);
            }
        }
    }
}
