// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.GcOnStopSetting;
import org.jmemtrace.events.LiveObjects;
import org.jmemtrace.probes.ObjectCount;
import org.jmemtrace.probes.TrackedObject;

/** Writes the counters of objects: all when a chunk begins and ends, those that changed in between. */
final class LiveObjectsWriter {
    private static final double HIGH = 0.95;

    private final Objects objects;
    private final SiteWriter sites;
    private final Map<Key, Long> written = new HashMap<>();
    private final Map<Key, Long> freedBeforeSoft = new HashMap<>();
    private int collections;

    LiveObjectsWriter(Objects objects, SiteNumbers numbers) {
        this.objects = objects;
        sites = new SiteWriter(numbers);
    }

    private record Key(int site, String type) {}

    /** Counters of one key, which can be several, and the ages of what lives. */
    private static final class Sum {
        private final List<ObjectCount> counts = new ArrayList<>();
        private long[] ages = {};
        private int live;
        private int pending;

        void add(TrackedObject object, long now) {
            if (live == ages.length) {
                ages = Arrays.copyOf(ages, live * 2 + 4);
            }
            ages[live++] = now - object.bornNanos();
            pending += object.isFinalizerPending() ? 1 : 0;
        }

        /** The age that a share of the live objects has not passed. */
        long age(double share) {
            return live == 0 ? 0 : ages[(int) Math.ceil(share * live) - 1];
        }
    }

    void beginChunk() {
        sites.beginChunk();
        written.clear();
        objects.running().ifPresent(running -> write(running, true, true));
    }

    void tick() {
        objects.running().ifPresent(running -> write(running, false, false));
    }

    void endChunk() {
        objects.running().ifPresent(running -> {
            if (running.follows() && RecordingEnd.isNow()) {
                collections =
                        CollectionsOnStop.run(GcOnStopSetting.current(), running.tracking(), () -> noteFreed(running));
            }
            write(running, false, true);
            collections = 0;
            freedBeforeSoft.clear();
        });
    }

    private void noteFreed(Objects.Running running) {
        sums(running).forEach((key, sum) -> freedBeforeSoft.put(key, freed(sum)));
    }

    private static long freed(Sum sum) {
        return sum.counts.stream().mapToLong(ObjectCount::freedCount).sum();
    }

    private static Map<Key, Sum> sums(Objects.Running running) {
        Map<Key, Sum> sums = new TreeMap<>(Comparator.comparingInt(Key::site).thenComparing(Key::type));
        for (ObjectCount count : running.counts().all()) {
            sums.computeIfAbsent(new Key(count.site(), count.type()), key -> new Sum())
                    .counts
                    .add(count);
        }
        return sums;
    }

    private void write(Objects.Running running, boolean baseline, boolean all) {
        Map<Key, Sum> sums = sums(running);
        if (all) {
            long now = System.nanoTime();
            running.tracking().forEachLive(object -> {
                Sum sum = sums.get(new Key(object.count().site(), object.count().type()));
                if (sum != null) {
                    sum.add(object, now);
                }
            });
        }
        sums.forEach((key, sum) -> write(key, sum, running.follows(), baseline, all));
    }

    private void write(Key key, Sum sum, boolean follows, boolean baseline, boolean all) {
        LiveObjects event = new LiveObjects();
        long freedBytes = 0;
        for (ObjectCount count : sum.counts) { // what is freed is read first, so that no more is freed than was made
            event.freedCount += count.freedCount();
            freedBytes += count.freedBytes();
            event.untrackedCount += count.untrackedCount();
        }
        for (ObjectCount count : sum.counts) {
            event.newCount += count.madeCount();
            event.newBytes += count.madeBytes();
        }
        long change = event.newCount + event.freedCount;
        Long before = written.put(key, change);
        if (!all && before != null && before == change) {
            return;
        }
        event.site = key.site();
        event.type = key.type();
        event.baseline = baseline;
        if (follows) {
            long followed = event.newCount - event.untrackedCount;
            event.liveCount = followed - event.freedCount;
            // Those that were not followed are as large as the others, on average: exact for all but arrays.
            long untrackedBytes = event.newCount == 0
                    ? 0
                    : Math.round((double) event.newBytes / event.newCount * event.untrackedCount);
            event.liveBytes = event.newBytes - untrackedBytes - freedBytes;
        } else {
            event.untrackedCount = event.newCount;
        }
        if (all && follows) {
            describe(event, key, sum);
        }
        sites.write(key.site());
        event.commit();
    }

    private void describe(LiveObjects event, Key key, Sum sum) {
        Arrays.sort(sum.ages, 0, sum.live);
        event.medianAge = sum.age(1.0 / 2);
        event.highAge = sum.age(HIGH);
        event.oldestAge = sum.age(1);
        event.finalizerPendingCount = sum.pending;
        event.collections = collections;
        if (!freedBeforeSoft.isEmpty()) {
            event.softlyReachableCount = event.freedCount - freedBeforeSoft.getOrDefault(key, 0L);
        }
    }
}
