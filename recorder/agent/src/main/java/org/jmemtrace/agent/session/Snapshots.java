// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.util.List;
import java.util.Optional;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import org.jmemtrace.agent.counter.Choice;
import org.jmemtrace.agent.ledger.LedgerWriter;
import org.jmemtrace.agent.weave.Weaver;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.events.CallRss;
import org.jmemtrace.events.CallTotal;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.JvmInfo;
import org.jmemtrace.events.LineRss;
import org.jmemtrace.events.LiveObjects;
import org.jmemtrace.events.NativeMemory;
import org.jmemtrace.events.ObjectAllocated;
import org.jmemtrace.events.ObjectFreed;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.RssLedger;
import org.jmemtrace.events.Site;
import org.jmemtrace.events.ThreadSample;
import org.jmemtrace.events.ToolMemory;
import org.jmemtrace.probes.CallTree;
import org.jmemtrace.probes.Threads;
import org.jmemtrace.probes.TracedThread;

/**
 * Writes all that is not written when it happens: at the begin of each chunk, at its end, and at an interval. Flight
 * recorder calls, on a thread of its own or on the one that starts or stops a recording.
 */
final class Snapshots {
    private final Weaver weaver;
    private final Counting counting;
    private final Failures failures;
    private final TreeWriter trees;
    private final ToolMemoryWriter toolMemory;
    private final ProbeTiming timing;
    private final LedgerWriter ledger;
    private final LiveObjectsWriter objects;
    private final ProcessTreeSampling processes;

    Snapshots(
            Weaver weaver,
            Counting counting,
            Failures failures,
            LedgerWriter ledger,
            Objects objects,
            ProcessTreeSampling processes) {
        this.processes = processes;
        this.objects = new LiveObjectsWriter(objects, weaver.sites());
        this.ledger = ledger;
        this.weaver = weaver;
        this.counting = counting;
        this.failures = failures;
        trees = new TreeWriter(weaver.sites());
        toolMemory = new ToolMemoryWriter(weaver.sites());
        timing = new ProbeTiming();
    }

    /** Makes the events known to flight recorder. */
    void register() {
        List<Class<? extends Event>> events = List.of(
                CallRss.class,
                LineRss.class,
                Site.class,
                CallNode.class,
                CallTotal.class,
                ThreadSample.class,
                ProcessSample.class,
                ContainerMemory.class,
                RssLedger.class,
                NativeMemory.class,
                ProbeCost.class,
                ToolMemory.class,
                JvmInfo.class,
                CounterChoice.class,
                RecorderStatus.class,
                LiveObjects.class,
                ObjectAllocated.class,
                ObjectFreed.class);
        events.forEach(FlightRecorder::register);
        FlightRecorder.addPeriodicEvent(JvmInfo.class, guard(this::writeJvm));
        FlightRecorder.addPeriodicEvent(CounterChoice.class, guard(this::beginChunk));
        FlightRecorder.addPeriodicEvent(ProcessSample.class, guard(this::tick));
        FlightRecorder.addPeriodicEvent(RssLedger.class, guard(this::tickLedger));
        FlightRecorder.addPeriodicEvent(LiveObjects.class, guard(this::tickObjects));
        FlightRecorder.addPeriodicEvent(RecorderStatus.class, guard(this::endChunk));
    }

    /** What a snapshot takes is the recorder's, whoever's thread it runs on; if it fails, flight recorder goes on. */
    private Runnable guard(Runnable snapshot) {
        return () -> {
            TracedThread thread = counting.calls().isPresent() ? Threads.known() : null;
            if (thread != null) {
                thread.beginToolWork(0);
            }
            try {
                attempt(snapshot);
            } finally {
                if (thread != null) {
                    thread.endToolWork();
                }
            }
        };
    }

    private void attempt(Runnable part) {
        try {
            part.run();
        } catch (Throwable failure) {
            failures.add(failure);
        }
    }

    /** Whether a recording wants calls or lines; if not, nothing is woven, and the probes stay as they were loaded. */
    private static boolean callsAreWanted() {
        return EventType.getEventType(CallRss.class).isEnabled()
                || EventType.getEventType(LineRss.class).isEnabled();
    }

    private void writeJvm() {
        JvmInfo event = new JvmInfo();
        event.pid = ProcessHandle.current().pid();
        event.name = System.getProperty("java.vm.name");
        event.version = System.getProperty("java.runtime.version");
        event.vendor = System.getProperty("java.vm.vendor");
        event.commit();
    }

    private synchronized void tickObjects() {
        objects.tick();
    }

    private void tickLedger() {
        if (ProcFiles.present()) {
            ledger.writeIfDue();
        }
    }

    /** At the begin and the end of a chunk, with the events that are written there. */
    private void writeLedger() {
        if (ProcFiles.present() && new RssLedger().isEnabled()) {
            ledger.write();
        }
    }

    private synchronized void beginChunk() {
        if (callsAreWanted()) {
            // Set up before the first sample, so that no recording takes what that costs for the program's growth.
            writeChoices(counting.load());
        }
        sample();
        attempt(this::writeLedger);
        if (counting.calls().isPresent()) {
            trees.writeBaseline();
        }
        attempt(objects::beginChunk);
    }

    private static void writeChoices(Calls calls) {
        for (Choice choice : calls.choices()) {
            CounterChoice event = new CounterChoice();
            event.counter = choice.counter();
            event.source = choice.source();
            event.resolution = choice.resolution();
            event.reason = choice.reason();
            event.commit();
        }
    }

    private synchronized void tick() {
        Optional<Calls> calls = counting.calls();
        if (calls.isPresent()) {
            Threads.sweep();
            calls.get().trigger().lower();
        }
        if (ProcFiles.present()) {
            processes.writeIfDue();
            ContainerSampling.write();
            ThreadSampling.writeIfDue(calls.isPresent());
        }
        if (calls.isPresent()) {
            trees.writeLargestChanges();
        }
    }

    private synchronized void endChunk() {
        attempt(objects::endChunk);
        Optional<Calls> calls = counting.calls();
        if (calls.isPresent()) {
            attempt(timing::measureOnce);
        }
        attempt(this::sample);
        attempt(this::writeLedger);
        if (calls.isPresent()) {
            attempt(trees::writeChanges);
            long lines = trees.calls(true);
            if (lines > 0) {
                attempt(timing::measureLinesOnce);
            }
            timing.write(trees.calls(false), lines);
            attempt(() -> toolMemory.write(calls.get()));
        }
        writeStatus(calls); // whatever failed: it says so
    }

    private void writeStatus(Optional<Calls> calls) {
        RecorderStatus event = new RecorderStatus();
        event.version = String.valueOf(
                getClass().getModule().getDescriptor().rawVersion().orElse(""));
        event.wovenClasses = weaver.wovenClasses();
        event.wovenMethods = weaver.wovenMethods();
        event.skippedMethods = weaver.skippedMethods();
        event.failedClasses = weaver.failedClasses();
        event.firstFailure = weaver.firstFailure();
        if (calls.isPresent()) {
            event.treeNodes = CallTree.nodeCount();
            event.foldedNodes = CallTree.foldedCount();
            event.raisedTriggers = calls.get().trigger().raised();
            event.refusedRings = calls.get().refusedRings();
        }
        event.errors = failures.count();
        event.firstError = failures.first();
        event.commit();
    }

    private void sample() {
        if (ProcFiles.present()) {
            processes.write();
            ContainerSampling.write();
            ThreadSampling.write(counting.calls().isPresent());
        }
    }
}
