// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.List;
import java.util.Optional;
import org.jmemtrace.analyzer.reader.ObjectTotals;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.events.LiveObjects;

/**
 * Why the objects of a row look like a leak. Both are needed: half of those that live have survived two collections or
 * more, and they came throughout the time, so that more and more of them were there.
 *
 * <p>The ages of what survived show that without a second look: whatever is older than some time was live then. Those of
 * a cache that is filled once are all old, and those of one that is bounded are all young.
 *
 * @param survivedCollections how many half of the objects have survived, at least
 * @param growth how many live objects there were half-way through the time in which they came, of those at the end
 */
public record Leak(int survivedCollections, long spanNanos, Growth growth) {
    /** Followed objects live at the middle of the span, counted from what survived, and at the end. */
    public record Growth(long half, long end) {}

    private static final int LEAST_OBJECTS = 10;
    private static final int LEAST_COLLECTIONS = 2;

    /** So much of the time from the first object to the end the oldest live one must have seen. */
    private static final double LEAST_SPAN = 0.5;

    /** Half of the live objects came in the middle of the span, give or take. */
    private static final double EARLIEST_MEDIAN = 0.9;

    private static final double LATEST_MEDIAN = 0.1;

    /** What was there at half-time, of what is at the end, in a course that does not grow. */
    private static final double MOST_AT_HALF = 0.8;

    /** Of a row, if it looks like one. */
    static Optional<Leak> of(ObjectRow row, ObjectTotals totals, Recording recording) {
        long kept = row.live() - row.finalizerPending();
        boolean waits = row.finalizerPending() >= LEAST_OBJECTS; // a backlog of finalizers grows just as well
        if (Math.max(kept, row.finalizerPending()) < LEAST_OBJECTS || row.ages().oldest() == 0) {
            return Optional.empty();
        }
        long end = recording.endEpochNanos();
        int survived = (int) recording.objects().collectionsEpochNanos().stream()
                .filter(nanos -> nanos > end - row.ages().median())
                .count();
        if (survived < LEAST_COLLECTIONS && !waits) {
            return Optional.empty();
        }
        List<Timed<LiveObjects>> course = totals.course();
        long lastNew = lastNewEpochNanos(course, end);
        long span = row.ages().oldest() - (end - lastNew);
        long since = Math.max(1, lastNew - Math.max(recording.startEpochNanos(), firstEpochNanos(course)));
        double median = span <= 0 ? 1 : (row.ages().median() - (end - lastNew)) / (double) span;
        boolean throughout = median >= LATEST_MEDIAN && median <= EARLIEST_MEDIAN;
        if (!throughout || span < LEAST_SPAN * since || isLevel(course, lastNew - span / 2, row.live())) {
            return Optional.empty();
        }
        return Optional.of(new Leak(survived, span, new Growth(row.live() / 2, row.live())));
    }

    /** The first figure was written within a second of the first object. */
    private static long firstEpochNanos(List<Timed<LiveObjects>> course) {
        return course.size() > 1 ? course.get(0).epochNanos() : 0;
    }

    private static long lastNewEpochNanos(List<Timed<LiveObjects>> course, long end) {
        long made = course.get(course.size() - 1).event().newCount;
        for (int i = course.size() - 2; i >= 0; i--) {
            if (course.get(i).event().newCount < made) {
                return i + 2 < course.size() ? course.get(i + 1).epochNanos() : end;
            }
        }
        return end;
    }

    /** Whether there were as many at half-time; what no collection had found gone by then counts against it. */
    private static boolean isLevel(List<Timed<LiveObjects>> course, long half, long atEnd) {
        for (Timed<LiveObjects> timed : course) {
            if (timed.epochNanos() >= half && timed != course.get(course.size() - 1)) {
                return timed.event().freedCount > 0 && timed.event().liveCount * MOST_AT_HALF > atEnd;
            }
        }
        return false;
    }
}
