// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/** A place in woven code that makes objects. */
final class ObjectSite {
    /** Of each object that is of no interest. */
    static final ObjectCount UNWANTED = new ObjectCount(0, "", 0, false);

    private static final ObjectCount[] NONE = {};

    final int number;
    private final boolean oneType;

    /** Of the one type; null until the first object was seen, and where there are several. */
    volatile @Nullable ObjectCount only;

    private volatile @Nullable ObjectCount[] byShape = NONE;

    ObjectSite(int number, boolean oneType) {
        this.number = number;
        this.oneType = oneType;
    }

    /** The same place before any object was made there. */
    ObjectSite unseen() {
        return new ObjectSite(number, oneType);
    }

    /** The counter for an object that was made here, {@link #UNWANTED} if it is not to be counted. */
    ObjectCount countOf(Object object, ObjectShape shape, ObjectBackend backend) {
        @Nullable ObjectCount[] counts = byShape;
        ObjectCount known = shape.number < counts.length ? counts[shape.number] : null;
        return known == null ? resolve(object, shape, backend) : known;
    }

    private synchronized ObjectCount resolve(Object object, ObjectShape shape, ObjectBackend backend) {
        @Nullable ObjectCount[] counts = byShape;
        if (shape.number < counts.length && counts[shape.number] != null) {
            return counts[shape.number];
        }
        ObjectCount wanted =
                backend.count(number, object.getClass(), shape.isArray() ? 0 : shape.bytesOf(object, backend));
        ObjectCount count = wanted == null ? UNWANTED : wanted;
        if (oneType) {
            only = count;
        } else {
            @Nullable ObjectCount[] more = java.util.Arrays.copyOf(counts, Math.max(counts.length, shape.number + 1));
            more[shape.number] = count;
            byShape = more;
        }
        return count;
    }
}
