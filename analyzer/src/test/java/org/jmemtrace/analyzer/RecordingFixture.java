// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
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
import org.jspecify.annotations.Nullable;

/** A real recording of real event objects, with figures that a test chose. */
public final class RecordingFixture implements AutoCloseable {
    /** All event classes of the schema. */
    public static final List<Class<? extends Event>> TYPES = List.of(
            Site.class,
            CallNode.class,
            CallTotal.class,
            CallRss.class,
            LineRss.class,
            ThreadSample.class,
            ProcessSample.class,
            ContainerMemory.class,
            NativeMemory.class,
            RssLedger.class,
            CounterChoice.class,
            RecorderStatus.class,
            ProbeCost.class,
            ToolMemory.class,
            JvmInfo.class,
            LiveObjects.class,
            ObjectAllocated.class,
            ObjectFreed.class);

    public static final long PID = 4711;

    private final Recording recording = new Recording();

    public RecordingFixture() {
        for (Class<? extends Event> type : TYPES) {
            FlightRecorder.register(type);
            recording.enable(type).withoutStackTrace();
        }
        recording.start();
    }

    public RecordingFixture jvm() {
        JvmInfo event = new JvmInfo();
        event.pid = PID;
        event.name = "Test VM";
        event.version = "17.0.15+6-test";
        event.vendor = "Nobody";
        event.commit();
        choice("allocated", "exact", "TLAB words");
        return choice("resident", "exact", "perf ring");
    }

    public RecordingFixture choice(String counter, String resolution, String source) {
        CounterChoice event = new CounterChoice();
        event.counter = counter;
        event.resolution = resolution;
        event.source = source;
        event.reason = "";
        event.commit();
        return this;
    }

    /** Methods are numbered from 16 on; the line is the number. */
    public RecordingFixture site(int site, String className, String method) {
        return site(site, "method", className, method);
    }

    /** A call with an event of its own; the exception that ended it, or null. */
    public RecordingFixture call(int site, @Nullable String exception, long allocatedBytes, long residentBytes) {
        CallRss event = new CallRss();
        event.site = site;
        event.exception = exception;
        event.allocatedBytes = allocatedBytes;
        event.residentBytes = residentBytes;
        event.commit();
        return this;
    }

    /** A native method that woven code calls. */
    public RecordingFixture nativeSite(int site, String className, String method) {
        return site(site, "native", className, method);
    }

    private RecordingFixture site(int site, String kind, String className, String method) {
        Site event = new Site();
        event.site = site;
        event.kind = kind;
        event.className = className;
        event.method = method;
        event.descriptor = "()V";
        event.sourceFile = "Source.java";
        event.line = site;
        event.commit();
        return this;
    }

    /** A line of a method that {@link #site} made known; its node stands below the method's. */
    public RecordingFixture line(int site, String className, String method, int line) {
        return bytecode(site, className, method, line, -1, "");
    }

    /** The same of a bytecode; with no index it is a line. */
    public RecordingFixture bytecode(
            int site, String className, String method, int line, int bytecodeIndex, String target) {
        Site event = new Site();
        event.site = site;
        event.kind = bytecodeIndex < 0 ? "line" : "bytecode";
        event.className = className;
        event.method = method;
        event.descriptor = "()V";
        event.sourceFile = "Source.java";
        event.line = line;
        if (bytecodeIndex >= 0) {
            event.bytecodeIndex = bytecodeIndex;
            event.target = target;
        }
        event.commit();
        return this;
    }

    public RecordingFixture node(long node, long parent, int site, long calls, long allocated, long resident) {
        return node(node, parent, site, calls, allocated, resident, 101, false);
    }

    public RecordingFixture node(
            long node,
            long parent,
            int site,
            long calls,
            long allocated,
            long resident,
            long osThreadId,
            boolean baseline) {
        CallNode event = new CallNode();
        event.node = node;
        event.parent = parent;
        event.site = site;
        event.calls = calls;
        event.allocatedBytes = allocated;
        event.residentBytes = resident;
        event.osThreadId = osThreadId;
        event.javaThreadId = 1;
        event.baseline = baseline;
        event.commit();
        return this;
    }

    /** What the calls of a method took with their callees in the tree below a root. */
    public RecordingFixture total(long root, int site, long allocated, long resident, boolean baseline) {
        CallTotal event = new CallTotal();
        event.root = root;
        event.site = site;
        event.allocatedBytes = allocated;
        event.residentBytes = resident;
        event.baseline = baseline;
        event.commit();
        return this;
    }

    public RecordingFixture process(long rssBytes, long minorFaults) {
        ProcessSample event = new ProcessSample();
        event.pid = PID;
        event.ppid = 1;
        event.name = "java";
        event.vmRss = rssBytes;
        event.minorFaults = minorFaults;
        event.commit();
        return this;
    }

    /** A row of what RSS is made of. */
    public RecordingFixture ledger(long epochNanos, String category, long residentBytes) {
        RssLedger event = new RssLedger();
        event.epochNanos = epochNanos;
        event.category = category;
        event.residentBytes = residentBytes;
        event.source = "counted";
        event.commit();
        return this;
    }

    public RecordingFixture thread(long osThreadId, long javaThreadId, String name, long minorFaults) {
        ThreadSample event = new ThreadSample();
        event.osThreadId = osThreadId;
        event.javaThreadId = javaThreadId;
        event.name = name;
        event.minorFaults = minorFaults;
        event.commit();
        return this;
    }

    public RecordingFixture event(Event event) {
        event.commit();
        return this;
    }

    /** Ends the chunk and begins another: the start of a second recording does that. */
    public RecordingFixture nextChunk() {
        try (Recording other = new Recording()) {
            other.start();
        }
        return this;
    }

    /** Writes what there is so far, and goes on. */
    public RecordingFixture dumpTo(Path file) throws IOException {
        recording.dump(file);
        return this;
    }

    public Path writeTo(Path file) throws IOException {
        recording.stop();
        recording.dump(file);
        return file;
    }

    @Override
    public void close() {
        recording.close();
        TYPES.forEach(FlightRecorder::unregister);
    }
}
