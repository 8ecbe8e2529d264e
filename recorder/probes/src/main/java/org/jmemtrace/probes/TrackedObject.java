// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What follows an object until it is gone: 64 bytes with compressed references. It does not keep the object, nor bring
 * it back: a phantom reference is cleared when nothing can reach the object any more, finalizers included.
 */
public class TrackedObject extends PhantomReference<Object> {
    private final ObjectCount count;

    /** Shallow size by eight, in which all sizes are whole. */
    private final int eighths;

    private final long serial;
    private final long bornNanos;

    @Nullable TrackedObject previous;

    @Nullable TrackedObject next;

    TrackedObject(
            Object object, ReferenceQueue<Object> queue, ObjectCount count, long bytes, long serial, long bornNanos) {
        super(object, queue);
        this.count = count;
        this.eighths = (int) (bytes >>> 3);
        this.serial = serial;
        this.bornNanos = bornNanos;
    }

    public ObjectCount count() {
        return count;
    }

    public long bytes() {
        return (eighths & 0xFFFF_FFFFL) << 3;
    }

    public long serial() {
        return serial;
    }

    /** As {@link System#nanoTime} had it. */
    public long bornNanos() {
        return bornNanos;
    }

    /** Whether the program can no longer reach the object, and only a finalizer still does. */
    public boolean isFinalizerPending() {
        return false;
    }

    /** Of a class with a finalizer, of which there are few: 80 bytes more. */
    static final class Finalized extends TrackedObject {
        private final WeakReference<Object> weak; // cleared before the finalizer runs

        Finalized(
                Object object,
                ReferenceQueue<Object> queue,
                ObjectCount count,
                long bytes,
                long serial,
                long bornNanos) {
            super(object, queue, count, bytes, serial, bornNanos);
            weak = new WeakReference<>(object);
        }

        @Override
        public boolean isFinalizerPending() {
            return weak.refersTo(null);
        }
    }
}
