// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jmemtrace.events.LiveObjects;
import org.jmemtrace.events.ObjectAllocated;
import org.jmemtrace.events.ObjectFreed;
import org.openjdk.jmc.common.IMCOldObject;
import org.openjdk.jmc.common.IMCOldObjectGcRoot;
import org.openjdk.jmc.common.IMCStackTrace;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** What a chunk, or all chunks of a JVM together, say of objects. An object that is gone is forgotten at once. */
final class ObjectFacts {
    /** Past this many, what is live is known by its totals alone. */
    private static final int MOST_SINGLE = 2_000_000;

    private final Map<Key, Timed<LiveObjects>> baselines = new HashMap<>();
    private final Map<Key, List<Timed<LiveObjects>>> courses =
            new TreeMap<>(Comparator.comparingInt(Key::site).thenComparing(Key::type));
    private final Map<Long, Born> born = new HashMap<>();

    /** Serial numbers of objects whose making comes later in the file, or is in an earlier chunk. */
    private final Set<Long> gone = new HashSet<>();

    private final List<Holders> holders = new ArrayList<>();
    private final List<Long> collections = new ArrayList<>();

    private record Key(int site, String type) {}

    private record Born(ObjectAllocated event, long epochNanos, String thread, Object stack) {}

    void addTotals(Timed<LiveObjects> timed) {
        LiveObjects event = timed.event();
        Key key = new Key(event.site, event.type);
        if (event.baseline) {
            baselines.merge(key, timed, (a, b) -> b.epochNanos() < a.epochNanos() ? b : a);
        }
        courses.computeIfAbsent(key, k -> new ArrayList<>()).add(timed);
    }

    void addFreed(Timed<ObjectFreed> timed) {
        long serial = timed.event().serial;
        if (born.remove(serial) == null) {
            gone.add(serial);
        }
    }

    /** For events of objects that were made, with their threads and stacks. */
    IEventSink allocations(List<ValueField> fields) {
        EventDecoder<ObjectAllocated> decoder = new EventDecoder<>(ObjectAllocated.class, ObjectAllocated::new, fields);
        int start = FactSinks.indexOf(fields, "startTime");
        int thread = FactSinks.indexOf(fields, "eventThread");
        int stack = FactSinks.indexOf(fields, "stackTrace");
        return values -> {
            ObjectAllocated event = decoder.decode(values);
            String name = thread >= 0 && values[thread] instanceof IMCThread known && known.getThreadName() != null
                    ? known.getThreadName()
                    : "";
            Object frames = stack >= 0 && values[stack] instanceof IMCStackTrace trace ? trace : List.of();
            if (!gone.remove(event.serial) && born.size() < MOST_SINGLE) {
                born.put(event.serial, new Born(event, FactSinks.longAt(values, start), name, frames));
            }
        };
    }

    /** For samples of old objects. */
    IEventSink oldObjects(List<ValueField> fields) {
        int object = FactSinks.indexOf(fields, "object");
        int root = FactSinks.indexOf(fields, "root");
        int stack = FactSinks.indexOf(fields, "stackTrace");
        return values -> {
            if (object >= 0 && values[object] instanceof IMCOldObject old) {
                String rootName = root >= 0 && values[root] instanceof IMCOldObjectGcRoot held
                        ? held.getSystem() + ", " + held.getType()
                        : "";
                holders.add(new Holders(
                        Chains.typeOf(old), Chains.of(old), rootName, Chains.frames(stack < 0 ? null : values[stack])));
            }
        };
    }

    /** For collections of garbage. */
    IEventSink collections(List<ValueField> fields) {
        int start = FactSinks.indexOf(fields, "startTime");
        return values -> collections.add(FactSinks.longAt(values, start));
    }

    boolean isEmpty() {
        return courses.isEmpty();
    }

    /** Takes in the chunk that follows; its baselines are left out. */
    void add(ObjectFacts later) {
        later.courses.forEach((key, course) ->
                courses.computeIfAbsent(key, k -> new ArrayList<>()).addAll(course));
        for (long serial : later.gone) {
            if (born.remove(serial) == null) {
                gone.add(serial);
            }
        }
        later.born.forEach((serial, object) -> {
            if (!gone.remove(serial)) {
                born.put(serial, object);
            }
        });
        holders.addAll(later.holders);
        collections.addAll(later.collections);
    }

    RecordedObjects assemble() {
        List<ObjectTotals> totals = new ArrayList<>();
        courses.forEach((key, course) -> {
            // Totals only rise: of two of one instant, that with more is the later, and the end has its collections.
            course.sort(Comparator.<Timed<LiveObjects>>comparingLong(Timed::epochNanos)
                    .thenComparingLong(timed -> timed.event().newCount + timed.event().freedCount)
                    .thenComparingInt(timed -> timed.event().collections));
            Timed<LiveObjects> baseline = baselines.get(key);
            totals.add(new ObjectTotals(
                    course.get(course.size() - 1).event(),
                    baseline == null ? new LiveObjects() : baseline.event(),
                    course));
        });
        List<LiveObject> live = new ArrayList<>();
        born.forEach((serial, object) -> live.add(new LiveObject(
                serial,
                object.event().type,
                object.event().bytes,
                object.event().site,
                object.epochNanos(),
                object.thread(),
                Chains.frames(object.stack()))));
        live.sort(Comparator.comparingLong(LiveObject::bornEpochNanos).thenComparingLong(LiveObject::serial));
        return new RecordedObjects(
                totals, live, holders, collections.stream().sorted().toList());
    }
}
