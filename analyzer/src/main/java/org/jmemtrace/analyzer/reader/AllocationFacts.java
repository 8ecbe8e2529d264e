// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.IMCType;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/**
 * What a chunk, or all chunks of a JVM together, say of allocation by the JVM's own events.
 *
 * <p>A thread allocates in a buffer (TLAB) until an object does not fit. That object is a fair draw of all bytes of the
 * buffer: large objects do not fit more often, by just as much as they are larger. If it is given room outside, it is the
 * one to look at, and not the one that later makes the thread take a new buffer. A collection takes the buffers away
 * before they are full: the object that then takes a new one tells nothing of the one before, and is no draw. Objects
 * outside of the buffers each have an event, so that they are counted. (Events of the same names that async-profiler
 * writes mean something else.)
 */
final class AllocationFacts {
    private static final double LEAST_SCALE = 0.8;

    private final Map<AllocationPlace, AllocationDraws> places = new HashMap<>();
    private final Map<Object, Map<String, AllocationPlace>> known = new IdentityHashMap<>();
    private final Map<Long, Buffer> buffers = new HashMap<>();
    private final Map<Long, double[]> bytesByThread = new HashMap<>();
    private final List<Draw> draws = new ArrayList<>();
    private final TreeSet<Long> collections = new TreeSet<>();
    private final DrawParts parts = new DrawParts();
    private boolean throttled;
    private boolean hasBuffers;

    /** The buffer that a thread has now, or had when it was seen last. */
    private static final class Buffer {
        private final long bytes;
        private final long sinceNanos;
        private AllocationPlace firstOutside;
        private boolean anyOutside;

        Buffer(long bytes, long sinceNanos, AllocationPlace maker) {
            this.bytes = bytes;
            this.sinceNanos = sinceNanos;
            firstOutside = maker;
        }
    }

    /** @param fromNanos when its buffer began: a collection in between makes it no draw */
    private record Draw(long thread, AllocationPlace place, double bytes, long fromNanos, long nanos) {}

    /** For objects for which a thread took a new buffer. */
    IEventSink inNewBuffer(List<ValueField> fields) {
        Columns columns = new Columns(fields);
        int size = FactSinks.indexOf(fields, "tlabSize");
        return values -> {
            hasBuffers = true;
            long thread = columns.thread(values);
            long nanos = columns.nanos(values);
            AllocationPlace place = columns.place(values);
            Buffer before = buffers.put(thread, new Buffer(FactSinks.longAt(values, size), nanos, place));
            if (before != null) {
                AllocationPlace first = before.anyOutside ? before.firstOutside : place;
                draws.add(new Draw(thread, first, before.bytes, before.sinceNanos, nanos));
            }
        };
    }

    /** For objects that got room of their own. */
    IEventSink outside(List<ValueField> fields) {
        Columns columns = new Columns(fields);
        int size = FactSinks.indexOf(fields, "allocationSize");
        return values -> {
            long thread = columns.thread(values);
            long bytes = FactSinks.longAt(values, size);
            AllocationPlace place = columns.place(values);
            places.computeIfAbsent(place, p -> new AllocationDraws()).countedBytes += bytes;
            bytesByThread.computeIfAbsent(thread, t -> new double[2])[1] += bytes;
            Buffer now = buffers.get(thread);
            if (now != null && !now.anyOutside && bytes <= now.bytes) {
                now.anyOutside = true;
                now.firstOutside = place;
            }
        };
    }

    /** For samples of which flight recorder itself says what they stand for (JDK 16 and later). */
    IEventSink samples(List<ValueField> fields) {
        Columns columns = new Columns(fields);
        int weight = FactSinks.indexOf(fields, "weight");
        return values -> {
            throttled = true;
            draws.add(new Draw(
                    columns.thread(values),
                    columns.place(values),
                    FactSinks.longAt(values, weight),
                    0,
                    Long.MIN_VALUE));
        };
    }

    /** For collections of garbage. */
    IEventSink collections(List<ValueField> fields) {
        int start = FactSinks.indexOf(fields, "startTime");
        return values -> collections.add(FactSinks.longAt(values, start));
    }

    /** Takes in the chunk that follows. */
    void add(AllocationFacts later) {
        settle();
        later.settle(this);
        later.places.forEach((place, its) ->
                places.computeIfAbsent(place, p -> new AllocationDraws()).countedBytes += its.countedBytes);
        later.bytesByThread.forEach((thread, its) -> {
            double[] ours = bytesByThread.computeIfAbsent(thread, t -> new double[2]);
            ours[1] += its[1];
        });
        throttled |= later.throttled;
        hasBuffers |= later.hasBuffers;
    }

    private void settle() {
        settle(this);
    }

    /** Once a chunk is read its collections are known. Its stacks will not come again: each chunk has its own. */
    private void settle(AllocationFacts into) {
        for (Draw draw : draws) {
            if (hasBuffers && draw.nanos() == Long.MIN_VALUE) {
                continue; // the same allocation has better events
            }
            Long collection = collections.higher(draw.fromNanos());
            if (draw.nanos() == Long.MIN_VALUE || collection == null || collection > draw.nanos()) {
                into.bytesByThread.computeIfAbsent(draw.thread(), t -> new double[2])[0] += draw.bytes();
                into.parts.add(into.places.computeIfAbsent(draw.place(), p -> new AllocationDraws()), draw.bytes());
            }
        }
        draws.clear();
        known.clear();
        buffers.clear();
    }

    /** @param allocatedByThread what threads say that they allocated during the recording */
    SampledAllocations assemble(Map<Long, Long> allocatedByThread) {
        settle();
        if (places.isEmpty()) {
            return SampledAllocations.NONE;
        }
        double told = 0;
        double drawn = 0;
        for (Map.Entry<Long, Long> thread : allocatedByThread.entrySet()) {
            double[] bytes = bytesByThread.getOrDefault(thread.getKey(), new double[2]);
            if (bytes[0] > 0) {
                told += Math.max(0, thread.getValue() - bytes[1]);
                drawn += bytes[0];
            }
        }
        List<SampledPlace> all = new ArrayList<>();
        places.forEach((place, its) -> all.add(new SampledPlace(place, its.countedBytes, its.parts, its.draws)));
        // Buffers that are given back half full make what they stand for a little too much. Threads may also have said
        // what they had at instants that are not the recording's ends: then the two have nothing to do with each other.
        double scale = told / Math.max(1, drawn);
        boolean sound = hasBuffers && scale > LEAST_SCALE && scale < 1 / LEAST_SCALE;
        return new SampledAllocations(all, parts.count(), sound ? scale : 1, throttled && !hasBuffers);
    }

    /** Where an event has what these need. */
    private final class Columns {
        private final int start;
        private final int thread;
        private final int type;
        private final int stack;

        Columns(List<ValueField> fields) {
            start = FactSinks.indexOf(fields, "startTime");
            thread = FactSinks.indexOf(fields, "eventThread");
            type = FactSinks.indexOf(fields, "objectClass");
            stack = FactSinks.indexOf(fields, "stackTrace");
        }

        long nanos(Object[] values) {
            return FactSinks.longAt(values, start);
        }

        long thread(Object[] values) {
            return thread >= 0 && values[thread] instanceof IMCThread known && known.getThreadId() != null
                    ? known.getThreadId()
                    : 0;
        }

        AllocationPlace place(Object[] values) {
            String name = type >= 0 && values[type] instanceof IMCType made ? made.getFullName() : "(unknown)";
            Object trace = stack < 0 || values[stack] == null ? this : values[stack];
            return known.computeIfAbsent(trace, s -> new HashMap<>())
                    .computeIfAbsent(name, n -> AllocationPlace.of(n, trace));
        }
    }
}
