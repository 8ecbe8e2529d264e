// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;
import org.jmemtrace.events.LiveObjects;

/**
 * What the recorder counted of the objects of one type that one place made.
 *
 * @param last the figures at the end
 * @param before what came before the recording; all 0 if nothing did
 * @param course the figures over time, by time; the last is the end
 */
public record ObjectTotals(LiveObjects last, LiveObjects before, List<Timed<LiveObjects>> course) {
    public ObjectTotals {
        course = List.copyOf(course);
    }
}
