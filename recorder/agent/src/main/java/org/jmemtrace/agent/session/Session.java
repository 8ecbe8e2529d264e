// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import org.jmemtrace.agent.ledger.LedgerWriter;
import org.jmemtrace.agent.weave.Granularity;
import org.jmemtrace.agent.weave.NativeMethods;
import org.jmemtrace.agent.weave.Selection;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.agent.weave.Weaver;
import org.jmemtrace.events.CallRss;
import org.jmemtrace.events.ExcludeSetting;
import org.jmemtrace.events.GranularitySetting;
import org.jmemtrace.events.IncludeSetting;
import org.jmemtrace.events.LineRss;
import org.jmemtrace.events.TriggerSetting;

/**
 * Follows what the running recordings ask for: weaves when the first of them wants calls, weaves anew when their
 * settings change, and restores the classes when the last has stopped.
 */
public final class Session implements FlightRecorderListener {
    private final Weaver weaver;
    private final LoadedClasses classes;
    private final Failures failures = new Failures();
    private final Counting counting;
    private final Objects objects;
    private final EventType callEvent;
    private final EventType lineEvent;
    private boolean weaving;
    private String settings = "";

    private Session(Instrumentation instrumentation, Map<String, byte[]> probes, String arguments) {
        SiteNumbers sites = new SiteNumbers();
        NativeMethods natives = new NativeMethods();
        counting = new Counting(failures, sites, natives, probes.values());
        weaver = new Weaver(sites, natives, counting::begin, this::tellCallers);
        classes = new LoadedClasses(instrumentation, weaver);
        objects = new Objects(instrumentation, weaver, failures);
        ProcessTreeSampling processes = new ProcessTreeSampling(arguments);
        new Snapshots(weaver, counting, failures, new LedgerWriter(instrumentation), objects, processes).register();
        callEvent = EventType.getEventType(CallRss.class);
        lineEvent = EventType.getEventType(LineRss.class);
    }

    /** Called by the agent's entry point when flight recorder has started, before any recording has. */
    public static FlightRecorderListener start(
            Instrumentation instrumentation, Map<String, byte[]> probes, String arguments) {
        JdkAccess.open(instrumentation, probes);
        return create(instrumentation, probes, arguments);
    }

    private static Session create(Instrumentation instrumentation, Map<String, byte[]> probes, String arguments) {
        return new Session(instrumentation, probes, arguments);
    }

    /** In a thread of its own: whoever finds that out is in the middle of loading a class. */
    private void tellCallers() {
        classes.reweaveUnknowing(failures);
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {}

    @Override
    public synchronized void recordingStateChanged(Recording recording) {
        try {
            follow();
            objects.follow();
        } catch (Throwable failure) { // flight recorder goes on, and so does the program
            failures.add(failure);
        }
    }

    private void follow() {
        if (!callEvent.isEnabled() && !lineEvent.isEnabled()) {
            if (weaving) {
                stop();
            }
            return;
        }
        Calls calls = counting.load(); // unless the begin of the chunk was taken for it
        if (!weaving) {
            start();
        }
        calls.trigger().set(TriggerSetting.currentBytes());
        boolean everyMethod = TriggerSetting.currentBytes() == 0;
        Granularity granularity = granularity();
        String wanted =
                IncludeSetting.current() + " " + ExcludeSetting.current() + " " + everyMethod + " " + granularity;
        if (!wanted.equals(settings)) {
            settings = wanted;
            classes.reweave(Selection.of(IncludeSetting.current(), ExcludeSetting.current(), everyMethod, granularity));
        }
    }

    private Granularity granularity() {
        if (!lineEvent.isEnabled()) {
            return Granularity.CALL;
        }
        return GranularitySetting.isBytecode() ? Granularity.BYTECODE : Granularity.LINE;
    }

    private void start() {
        weaving = true;
        counting.start();
        classes.begin();
    }

    private void stop() {
        weaving = false;
        settings = "";
        counting.stop();
        if (!ShuttingDown.now()) {
            classes.restore();
        }
    }
}
