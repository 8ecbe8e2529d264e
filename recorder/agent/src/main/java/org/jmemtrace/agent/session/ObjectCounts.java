// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.agent.weave.ObjectWeaver;
import org.jmemtrace.agent.weave.TypeSelection;
import org.jmemtrace.events.ObjectAllocated;
import org.jmemtrace.events.ObjectFreed;
import org.jmemtrace.probes.ObjectBackend;
import org.jmemtrace.probes.ObjectCount;
import org.jmemtrace.probes.TrackedObject;
import org.jspecify.annotations.Nullable;

/** The counters of all types and sites from one begin of recording to its end, and the events of single objects. */
final class ObjectCounts extends ObjectBackend {
    private final Instrumentation instrumentation;
    private final ObjectWeaver weaver;
    private final Failures failures;
    private final long alignmentBytes;
    private final long arrayHeaderBytes;
    private final List<ObjectCount> counts = new ArrayList<>();

    ObjectCounts(Instrumentation instrumentation, ObjectWeaver weaver, Failures failures) {
        this.instrumentation = instrumentation;
        this.weaver = weaver;
        this.failures = failures;
        alignmentBytes = measureAlignment();
        arrayHeaderBytes = measureArrayHeader();
    }

    /** The largest array that is no longer than an empty one has no gap behind its last byte. */
    private long measureArrayHeader() {
        long empty = sizeOf(new byte[0]);
        int length = 0;
        while (sizeOf(new byte[length + 1]) == empty) {
            length++;
        }
        return empty - length;
    }

    /** -XX:ObjectAlignmentInBytes: the least by which sizes differ. */
    private long measureAlignment() {
        long least = 256; // the most that the option takes
        long before = sizeOf(new byte[0]);
        for (int length = 1; length <= 256; length++) {
            long bytes = sizeOf(new byte[length]);
            if (bytes > before) {
                least = Math.min(least, bytes - before);
            }
            before = bytes;
        }
        return least;
    }

    @Override
    protected long sizeOf(Object object) {
        return instrumentation.getObjectSize(object);
    }

    @Override
    protected long alignmentBytes() {
        return alignmentBytes;
    }

    @Override
    protected long arrayHeaderBytes() {
        return arrayHeaderBytes;
    }

    @Override
    protected @Nullable ObjectCount count(int site, Class<?> type, long fixedBytes) {
        if (!weaver.selection().types().contains(type)) {
            return null;
        }
        ObjectCount count = new ObjectCount(site, TypeSelection.nameOf(type), fixedBytes, weaver.isFinalized(type));
        synchronized (counts) {
            counts.add(count);
        }
        return count;
    }

    /** Those there are now; several can be of one type and site, of classes that were woven more than once. */
    List<ObjectCount> all() {
        synchronized (counts) {
            return new ArrayList<>(counts);
        }
    }

    @Override
    protected void allocated(ObjectCount count, long serial, long bytes) {
        ObjectAllocated event = new ObjectAllocated();
        if (event.isEnabled()) {
            event.serial = serial;
            event.type = count.type();
            event.bytes = bytes;
            event.site = count.site();
            commit(event);
        }
    }

    @Override
    protected void freed(TrackedObject object, long ageNanos) {
        ObjectFreed event = new ObjectFreed();
        if (event.isEnabled()) {
            event.serial = object.serial();
            event.age = ageNanos;
            commit(event);
        }
    }

    private void commit(jdk.jfr.Event event) {
        try {
            event.commit();
        } catch (Throwable failure) {
            failures.add(failure);
            try {
                UnfinishedEvent.discard();
            } catch (ReflectiveOperationException otherJdk) {
                failures.add(otherJdk);
            }
        }
    }

    @Override
    protected void failed(Throwable failure) {
        failures.add(failure);
    }
}
