// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.probes;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.function.Consumer;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Follows objects from one begin of recording to its end.
 *
 * <p>Guarantee: it holds at most {@link #MOST_BYTES} of references, an eighth of the heap at most; objects past that
 * are counted as not followed.
 */
public final class ObjectTracking {
    private static final long MOST_BYTES = 256L << 20;
    private static final int BYTES_EACH = 64;
    private static final int SHARE_OF_HEAP = 8;

    private static volatile @Nullable ObjectTracking current;

    private static final Unsafe UNSAFE = Counters.UNSAFE;
    private static final long SERIAL = UNSAFE.objectFieldOffset(ObjectTracking.class, "serial");

    /** Never begun anew: a number names one object of the JVM. */
    private static volatile long firstSerial;

    private final ObjectBackend backend;
    private final boolean follows;
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final LiveList live = new LiveList();
    private final long most = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP) / BYTES_EACH;
    private final long first = firstSerial;
    private volatile boolean writesEvents;

    @SuppressWarnings("UnusedVariable") // by its offset
    private volatile long serial = first;

    /** Written by the thread that runs {@link #drain} alone. */
    private volatile long gone;

    /** @param follows whether objects are followed, not only counted */
    public ObjectTracking(ObjectBackend backend, boolean follows) {
        this.backend = backend;
        this.follows = follows;
    }

    static @Nullable ObjectTracking current() {
        return current;
    }

    /** Makes this the one that woven code counts with. */
    public void begin() {
        current = this;
    }

    /** Ends all counting. What was followed is given up. */
    public void end() {
        current = null;
        firstSerial = serial;
        ObjectProbes.forgetTypes();
    }

    /** Whether each object is to be an event. */
    public void writeEvents(boolean wanted) {
        writesEvents = wanted;
    }

    ObjectBackend backend() {
        return backend;
    }

    boolean tracks() {
        return follows || writesEvents;
    }

    void failed(Throwable failure) {
        backend.failed(failure);
    }

    void track(Object object, ObjectCount count, long bytes) {
        TracedThread thread = Threads.knownIfRecording();
        if (thread != null) {
            thread.beginToolWork(0);
        }
        try {
            if (follows && serial - first - gone >= most) {
                count.untracked();
                return;
            }
            long number = UNSAFE.getAndAddLong(this, SERIAL, 1) + 1;
            if (follows) {
                long now = System.nanoTime();
                live.add(
                        count.isFinalized()
                                ? new TrackedObject.Finalized(object, queue, count, bytes, number, now)
                                : new TrackedObject(object, queue, count, bytes, number, now));
            }
            if (writesEvents) {
                backend.allocated(count, number, bytes);
            }
        } finally {
            if (thread != null) {
                thread.endToolWork();
            }
        }
    }

    /** Waits for objects that are gone, and counts them, until the thread is interrupted. To be run by one thread. */
    public void drain() {
        try {
            while (true) {
                Reference<?> next = queue.remove();
                if (next instanceof TrackedObject object) {
                    free(object);
                }
            }
        } catch (InterruptedException ended) {
            // The last recording is over.
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // no other thread writes
    private void free(TrackedObject object) {
        try {
            live.remove(object);
            live.removePostponed();
            object.count().freed(object.bytes());
            gone++;
            if (writesEvents) {
                backend.freed(object, System.nanoTime() - object.bornNanos());
            }
        } catch (Throwable failure) {
            Stopping.pass(failure);
            backend.failed(failure);
        }
    }

    /** Objects found gone so far. */
    public long goneCount() {
        return gone;
    }

    /** Looks at what is followed and not known to be gone. */
    public void forEachLive(Consumer<TrackedObject> action) {
        live.forEach(action);
    }
}
