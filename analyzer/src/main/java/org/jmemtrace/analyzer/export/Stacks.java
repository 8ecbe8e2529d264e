// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jmemtrace.analyzer.attribution.CallTree;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Profile.Place;
import org.jmemtrace.analyzer.attribution.SiteKey;
import org.jmemtrace.analyzer.reader.AllocationPlace;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.SampledAllocations;
import org.jmemtrace.analyzer.reader.SampledPlace;
import org.jspecify.annotations.Nullable;

/**
 * All contexts of a recording with what each took itself. Their sums are those of the recording: of counted ones to the
 * byte, of sampled ones but for rounding each to bytes.
 *
 * @param counted whether they were counted; else they are estimates of what was allocated, and of nothing else
 * @param resident whether their resident growth is known
 */
public record Stacks(
        List<Stack> stacks, boolean counted, boolean resident, long startEpochNanos, long durationNanos, String name) {
    public Stacks {
        stacks = List.copyOf(stacks);
    }

    /** Part of a path from the outermost call inwards. */
    private record Link(@Nullable Link caller, Frame frame) {
        List<Frame> path() {
            List<Frame> path = new ArrayList<>();
            for (Link link = this; link != null; link = link.caller) {
                path.add(link.frame);
            }
            Collections.reverse(path);
            return path;
        }
    }

    private record Step(CallTree.Node node, @Nullable Link callers) {}

    /**
     * Takes what was counted, or if nothing was, what was sampled.
     *
     * @param byLine whether to tell lines apart, where they are known
     * @param name of the recording
     */
    public static Stacks of(Profile profile, boolean byLine, String name) {
        boolean counted = profile.hasMethods();
        Recording recording = profile.recording();
        List<Stack> stacks = counted
                ? counted(byLine ? profile.lineTree() : profile.tree(), profile.places(), byLine)
                : sampled(recording.sampledAllocations(), byLine);
        boolean resident = counted && !profile.quality().resident().isOff();
        return new Stacks(stacks, counted, resident, recording.startEpochNanos(), recording.durationNanos(), name);
    }

    private static List<Stack> counted(CallTree tree, Map<SiteKey, Place> places, boolean byLine) {
        List<Stack> stacks = new ArrayList<>();
        Deque<Step> open = new ArrayDeque<>();
        open.push(new Step(tree.root(), null));
        while (!open.isEmpty()) {
            Step step = open.pop();
            CallTree.Node node = step.node();
            Frame frame = frame(node.key(), places.get(node.key()), byLine);
            // A line stands in the place of its method, below which it is.
            Link callers = node.key().isLine() && step.callers() != null
                    ? step.callers().caller()
                    : step.callers();
            Link link = new Link(callers, frame);
            if (node.allocatedSelfBytes() != 0 || node.residentSelfBytes() != 0) {
                stacks.add(new Stack(link.path(), node.allocatedSelfBytes(), node.residentSelfBytes()));
            }
            node.children().forEach(child -> open.push(new Step(child, node == tree.root() ? null : link)));
        }
        return stacks;
    }

    private static Frame frame(SiteKey key, @Nullable Place place, boolean byLine) {
        boolean isLine = key.isLine();
        int line = isLine ? key.line() : 0;
        String file = place == null ? "" : place.file();
        String detail = key.isNative() ? "(native)" : key.target();
        return new Frame(key.className(), key.method(), file, byLine ? line : 0, detail);
    }

    private static List<Stack> sampled(SampledAllocations allocations, boolean byLine) {
        List<Stack> stacks = new ArrayList<>();
        for (SampledPlace place : allocations.places()) {
            List<Frame> frames = new ArrayList<>();
            for (AllocationPlace.Frame frame : place.place().frames()) {
                frames.add(0, new Frame(frame.className(), frame.method(), "", byLine ? frame.line() : 0, ""));
            }
            if (frames.isEmpty()) {
                frames.add(new Frame("", "(no stack)", "", 0, ""));
            }
            frames.add(new Frame("", place.place().type(), "", 0, "")); // the class is the leaf
            double drawn = 0;
            for (double part : place.drawnBytes()) {
                drawn += part;
            }
            long bytes = place.countedBytes() + Math.round(drawn * allocations.scale());
            stacks.add(new Stack(frames, bytes, 0));
        }
        return stacks;
    }

    /** What all of them took. */
    public long sum(ToLongFunction<Stack> bytes) {
        return stacks.stream().mapToLong(bytes).sum();
    }
}
