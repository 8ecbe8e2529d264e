// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.List;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.events.RecorderStatus;

/** What makes figures less than they look, in the order of how much. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Recording recording, CallTree tree, List<MethodTotals> methods, ToolCost cost) {
        List<String> warnings = new ArrayList<>(recording.warnings());
        if (recording.lostBytes() > 0) {
            warnings.add("the JVM lost " + recording.lostBytes() + " bytes of events: single calls may be missing;"
                    + " totals are running ones and suffer only at the very end");
        }
        long full = recording.status().map(status -> status.foldedNodes).orElse(0L);
        long folded = Math.max(tree.foldedNodes(), full);
        if (folded > 0 && recording.hasTotals()) {
            warnings.add(several(folded, "calling context") + (folded == 1 ? " was" : " were")
                    + " folded: callers below them are not known; methods' figures are exact");
        } else if (folded > 0) {
            warnings.add("the recorder's tree of calls was full (" + several(folded, "context")
                    + " without room): what methods took themselves is right, totals of their callers are"
                    + " lower bounds");
        }
        if (tree.lostCallers() > 0) {
            warnings.add(several(tree.lostCallers(), "context") + " without a known caller, whose event is lost: what"
                    + " methods took themselves is right, totals of their callers are lower bounds");
        }
        long unnamed = methods.stream()
                .filter(row -> row.key().isMethod() && row.key().className().isEmpty())
                .count();
        if (unnamed > 0) {
            warnings.add(several(unnamed, "method") + " known by number only: the event with the name is lost");
        }
        long negative = methods.stream()
                .filter(row -> cost.allocatedSelf(row).netBytes() < 0)
                .count();
        if (negative > 0) {
            warnings.add("net allocation below zero (marked !) of " + several(negative, "method")
                    + ": there the tool's cost is estimated too high");
        }
        if (recording.sampledAllocations().throttled()) {
            warnings.add("allocation is estimated from jdk.ObjectAllocationSample, of which flight recorder leaves out"
                    + " what comes too fast: shares can be wrong many times over, whatever their intervals say;"
                    + " record with allocations.jfc");
        }
        recording.status().ifPresent(status -> addStatus(status, warnings));
        return warnings;
    }

    private static void addStatus(RecorderStatus status, List<String> warnings) {
        if (status.failedClasses > 0) {
            warnings.add(several(status.failedClasses, "class") + " not woven because that failed, and charged to the"
                    + " callers; first: " + status.firstFailure);
        }
        if (status.errors > 0) {
            warnings.add(several(status.errors, "failure") + " inside the recorder, unnoticed by the program; first: "
                    + status.firstError);
        }
        if (status.refusedRings > 0) {
            warnings.add(several(status.refusedRings, "thread") + " without a perf ring, which the system"
                    + " refused: page faults were asked for (getrusage), and can be booked to a later call of the"
                    + " same thread");
        }
        if (status.skippedMethods > 0) {
            warnings.add(several(status.skippedMethods, "method") + " left unwoven (too long, or of a form that is not"
                    + " woven) and charged to the callers");
        }
        if (status.raisedTriggers > 0) {
            warnings.add("single calls came too fast to write each: the trigger was raised "
                    + several(status.raisedTriggers, "time") + "; all calls are in the totals");
        }
    }

    private static String several(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : thing.endsWith("s") ? "es" : "s");
    }
}
