// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.session;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Event;
import org.jmemtrace.agent.counter.ThreadCounters;
import org.jmemtrace.agent.weave.NativeMethods;
import org.jmemtrace.agent.weave.SiteNumbers;
import org.jmemtrace.events.CallRss;
import org.jmemtrace.events.LineRss;
import org.jmemtrace.probes.Frame;
import org.jspecify.annotations.Nullable;

/** Writes an event for each call and line whose resident growth reached the trigger. */
final class Calls extends ThreadCounters {
    private final Failures failures;
    private final Trigger trigger = new Trigger();
    private final EventClock clock = new EventClock();
    private final AtomicLong lastRss = new AtomicLong();

    private final Downcalls downcalls;
    private final NativeReceivers receivers;

    Calls(Failures failures, SiteNumbers sites, NativeMethods natives) {
        this.failures = failures;
        receivers = new NativeReceivers(sites, natives);
        downcalls = new Downcalls(sites);
        lastRss.set(residentSetBytes());
    }

    @Override
    protected void callEnded(Frame frame, @Nullable Throwable thrown) throws ReflectiveOperationException {
        if (isOurs(Thread.currentThread())) {
            return;
        }
        CallRss event = describe(frame, thrown);
        if (event.shouldCommit()) {
            trigger.written();
            event.rssBytes = residentSetBytes();
            event.rssDeltaBytes = event.rssBytes - lastRss.getAndSet(event.rssBytes);
            commit(event);
        }
    }

    @Override
    protected void lineEnded(Frame frame, @Nullable Throwable thrown) throws ReflectiveOperationException {
        if (isOurs(Thread.currentThread())) {
            return;
        }
        LineRss event = describeLine(frame, thrown);
        if (event.shouldCommit()) {
            trigger.written();
            event.rssBytes = residentSetBytes();
            event.rssDeltaBytes = event.rssBytes - lastRss.getAndSet(event.rssBytes);
            commit(event);
        }
    }

    private static void commit(Event event) throws ReflectiveOperationException {
        try {
            event.commit();
        } catch (Throwable failure) {
            UnfinishedEvent.discard();
            throw failure;
        }
    }

    /** Whether it is one of those for warm-up and timing, whose sites are no methods. */
    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith("jmemtrace ");
    }

    private static CallRss describe(Frame frame, @Nullable Throwable thrown) {
        CallRss event = new CallRss();
        EventClock.begin(event, frame.enteredAt());
        event.site = frame.site();
        event.residentBytes = frame.residentBytes();
        event.residentSelfBytes = frame.residentSelfBytes();
        event.allocatedBytes = frame.allocatedBytes();
        event.allocatedSelfBytes = frame.allocatedSelfBytes();
        event.exception = thrown == null ? null : thrown.getClass().getName();
        return event;
    }

    private static LineRss describeLine(Frame frame, @Nullable Throwable thrown) {
        LineRss event = new LineRss();
        event.site = frame.lineSite();
        event.residentBytes = frame.lineResidentBytes();
        event.residentSelfBytes = frame.lineResidentSelfBytes();
        event.allocatedBytes = frame.lineAllocatedBytes();
        event.allocatedSelfBytes = frame.lineAllocatedSelfBytes();
        event.exception = thrown == null ? null : thrown.getClass().getName();
        return event;
    }

    @Override
    protected MethodHandle downcall(MethodHandle handle, @Nullable Object symbol) {
        try {
            return downcalls.counted(handle, symbol);
        } catch (Throwable failure) {
            failures.add(failure);
            return handle;
        }
    }

    @Override
    protected int nativeSite(Class<?> receiver, int method) {
        try {
            return receivers.site(receiver, method);
        } catch (Throwable failure) {
            failures.add(failure);
            return 0;
        }
    }

    @Override
    protected void failed(Throwable failure) {
        failures.add(failure);
    }

    Trigger trigger() {
        return trigger;
    }

    EventClock clock() {
        return clock;
    }
}
