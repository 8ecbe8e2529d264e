// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.util.Optional;
import jdk.jfr.EventType;
import org.jmemtrace.agent.counter.OwnThread;
import org.jmemtrace.agent.weave.Granularity;
import org.jmemtrace.agent.weave.ObjectSelection;
import org.jmemtrace.agent.weave.ObjectWeaver;
import org.jmemtrace.agent.weave.Selection;
import org.jmemtrace.agent.weave.TypeSelection;
import org.jmemtrace.agent.weave.Weaver;
import org.jmemtrace.events.ExcludeTypesSetting;
import org.jmemtrace.events.LiveObjects;
import org.jmemtrace.events.ObjectAllocated;
import org.jmemtrace.events.ObjectExcludeSetting;
import org.jmemtrace.events.ObjectFreed;
import org.jmemtrace.events.ObjectIncludeSetting;
import org.jmemtrace.events.TrackSetting;
import org.jmemtrace.events.TypesSetting;
import org.jmemtrace.probes.ObjectTracking;
import org.jspecify.annotations.Nullable;

/** Counts and follows objects while a recording asks for it. */
final class Objects {
    /** What is at work from one begin to its end. */
    record Running(ObjectCounts counts, ObjectTracking tracking, Thread drain, boolean follows) {}

    private final Instrumentation instrumentation;
    private final ObjectWeaver weaver;
    private final Retransformation retransformation;
    private final Failures failures;
    private volatile @Nullable Running running;
    private String settings = "";

    Objects(Instrumentation instrumentation, Weaver calls, Failures failures) {
        this.instrumentation = instrumentation;
        this.failures = failures;
        weaver = new ObjectWeaver(calls);
        retransformation = new Retransformation(instrumentation, calls::failed);
    }

    /** Empty while no recording counts objects. */
    Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    long skippedPlaces() {
        return weaver.skippedPlaces();
    }

    /** Does what the running recordings ask for. */
    synchronized void follow() {
        if (!EventType.getEventType(LiveObjects.class).isEnabled()) {
            stop();
            return;
        }
        Running now = running;
        if (now != null && now.follows() != TrackSetting.isOn()) {
            stop(); // what was counted only cannot be followed any more
            now = null;
        }
        if (now == null) {
            now = start();
        }
        now.tracking()
                .writeEvents(EventType.getEventType(ObjectAllocated.class).isEnabled()
                        || EventType.getEventType(ObjectFreed.class).isEnabled());
        String wanted = String.join(
                " ",
                ObjectIncludeSetting.current(),
                "!",
                ObjectExcludeSetting.current(),
                "!",
                TypesSetting.current(),
                "!",
                ExcludeTypesSetting.current());
        if (!wanted.equals(settings)) {
            settings = wanted;
            reweave(new ObjectSelection(
                    Selection.of(
                            ObjectIncludeSetting.current(),
                            ObjectExcludeSetting.current(),
                            /* everyMethod= */ true,
                            Granularity.CALL),
                    TypeSelection.of(TypesSetting.current(), ExcludeTypesSetting.current())));
        }
    }

    private Running start() {
        ObjectCounts counts = new ObjectCounts(instrumentation, weaver, failures);
        ObjectTracking tracking = new ObjectTracking(counts, TrackSetting.isOn());
        Running begun = new Running(counts, tracking, OwnThread.start("objects", tracking::drain), TrackSetting.isOn());
        running = begun;
        tracking.begin();
        instrumentation.addTransformer(weaver, true);
        return begun;
    }

    private void stop() {
        Running ended = running;
        if (ended == null) {
            return;
        }
        ended.tracking().end();
        ended.drain().interrupt();
        running = null;
        settings = "";
        if (!ShuttingDown.now()) {
            reweave(ObjectSelection.none());
        }
        instrumentation.removeTransformer(weaver);
    }

    /** Weaves what is selected now, and restores what was and no longer is. */
    private void reweave(ObjectSelection selection) {
        ObjectSelection before = weaver.selection();
        weaver.select(selection);
        retransformation.of(type -> selection.contains(type.getClassLoader(), type.getName())
                || before.contains(type.getClassLoader(), type.getName()));
    }
}
