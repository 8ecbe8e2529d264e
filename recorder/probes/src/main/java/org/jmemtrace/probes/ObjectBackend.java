// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import org.jspecify.annotations.Nullable;

/** What counting objects needs done that takes more than the JDK: called on the program's threads, off the fast path. */
public abstract class ObjectBackend {
    /** Shallow bytes of an object, as the JVM says. */
    protected abstract long sizeOf(Object object);

    /** Every object's size is a multiple of this. */
    protected abstract long alignmentBytes();

    /** Bytes in front of the first element of an array of bytes; larger elements may begin behind a gap. */
    protected abstract long arrayHeaderBytes();

    /**
     * A new counter for objects of a type made at a site; null if they are not wanted.
     *
     * @param fixedBytes of each object, 0 if they differ
     */
    protected abstract @Nullable ObjectCount count(int site, Class<?> type, long fixedBytes);

    /** An object was made. */
    protected abstract void allocated(ObjectCount count, long serial, long bytes);

    /** An object is gone. */
    protected abstract void freed(TrackedObject object, long ageNanos);

    /** Something failed that the program must not notice. */
    protected abstract void failed(Throwable failure);
}
