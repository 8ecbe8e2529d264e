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
        if (tree.foldedNodes() > 0) {
            warnings.add(tree.foldedNodes() + " contexts were met after the recorder's tree was full: what they took is"
                    + " right by method, but missing in the totals of their callers");
        }
        if (tree.lostCallers() > 0) {
            warnings.add("the callers of " + tree.lostCallers() + " contexts are not in the recording: what they took"
                    + " is right by method, but missing in the totals of their callers");
        }
        long unnamed = methods.stream()
                .filter(row -> row.key().isMethod() && row.key().className().isEmpty())
                .count();
        if (unnamed > 0) {
            warnings.add(unnamed + " methods are known by number only: the recording lacks their names");
        }
        long negative = methods.stream()
                .filter(row -> cost.allocatedSelf(row).netBytes() < 0)
                .count();
        if (negative > 0) {
            warnings.add("the net allocation of " + negative + " methods is below zero (marked !):"
                    + " there the tool's cost is estimated too high");
        }
        recording.status().ifPresent(status -> addStatus(status, warnings));
        return warnings;
    }

    private static void addStatus(RecorderStatus status, List<String> warnings) {
        if (status.failedClasses > 0) {
            warnings.add(status.failedClasses + " classes could not be woven and are charged to their callers; the"
                    + " first: " + status.firstFailure);
        }
        if (status.errors > 0) {
            warnings.add("the recorder failed " + status.errors + " times inside, unnoticed by the program; first: "
                    + status.firstError);
        }
        if (status.skippedMethods > 0) {
            warnings.add(status.skippedMethods + " methods were left unwoven (too long, or of a form that is not"
                    + " woven) and are charged to their callers");
        }
    }
}
