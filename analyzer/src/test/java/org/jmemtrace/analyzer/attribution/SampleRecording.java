// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jmemtrace.analyzer.reader.Jvm;
import org.jmemtrace.analyzer.reader.NodeTotals;
import org.jmemtrace.analyzer.reader.RecordedObjects;
import org.jmemtrace.analyzer.reader.Recording;
import org.jmemtrace.analyzer.reader.SampledAllocations;
import org.jmemtrace.analyzer.reader.SiteTotals;
import org.jmemtrace.analyzer.reader.ThreadAllocation;
import org.jmemtrace.analyzer.reader.ThreadTrack;
import org.jmemtrace.analyzer.reader.Timed;
import org.jmemtrace.api.MemoryBlockEvent;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.RssLedger;
import org.jmemtrace.events.Site;
import org.jmemtrace.events.ThreadSample;
import org.jmemtrace.events.ToolMemory;

/** A recording without a file, with figures and times that a test chose. */
public final class SampleRecording {
    public static final long PID = 4711;
    public static final long BEGIN_NANOS = 1_700_000_000_000_000_000L;
    public static final long SECOND = 1_000_000_000L;

    private RecordedObjects objects = RecordedObjects.NONE;
    private final List<NodeTotals> nodes = new ArrayList<>();
    private final List<SiteTotals> totals = new ArrayList<>();
    private final Map<Integer, Site> sites = new HashMap<>();
    private final Map<Long, ThreadTrack> threads = new TreeMap<>();
    private final List<Timed<ProcessSample>> samples = new ArrayList<>();
    private final List<Timed<String>> marks = new ArrayList<>();
    private final List<Timed<MemoryBlockEvent>> blocks = new ArrayList<>();
    private final List<Timed<ThreadAllocation>> allocations = new ArrayList<>();
    private final List<Timed<ContainerMemory>> container = new ArrayList<>();
    private final List<RssLedger> ledger = new ArrayList<>();
    private final List<CounterChoice> choices = new ArrayList<>();
    private final List<ProbeCost> probeCosts = new ArrayList<>();
    private final List<ToolMemory> toolMemory = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Long> eventCounts = new TreeMap<>();
    private Optional<RecorderStatus> status = Optional.empty();
    private String collector = "G1";
    private String file = "app.jfr";
    private long lostBytes;
    private int damagedChunks;
    private long endNanos = BEGIN_NANOS;

    public SampleRecording file(String name) {
        file = name;
        return this;
    }

    public SampleRecording collector(String name) {
        collector = name;
        return this;
    }

    public SampleRecording method(int number, String className, String method) {
        return method(number, className, method, "()V", number);
    }

    public SampleRecording method(int number, String className, String method, String descriptor, int line) {
        Site site = new Site();
        site.site = number;
        site.className = className;
        site.method = method;
        site.descriptor = descriptor;
        site.sourceFile = "Source.java";
        site.line = line;
        sites.put(number, site);
        return this;
    }

    public SampleRecording node(long node, long parent, int site, long calls, long allocated, long resident) {
        return nodeOf(101, node, parent, site, calls, allocated, resident);
    }

    public SampleRecording nodeOf(
            long osThreadId, long node, long parent, int site, long calls, long allocated, long resident) {
        nodes.add(new NodeTotals(node, parent, site, osThreadId, calls, allocated, resident));
        eventCounts.merge("jmemtrace.CallNode", 1L, Long::sum);
        return this;
    }

    public SampleRecording thread(double seconds, long osThreadId, long javaThreadId, String name, long faults) {
        ThreadSample sample = new ThreadSample();
        sample.osThreadId = osThreadId;
        sample.javaThreadId = javaThreadId;
        sample.name = name;
        sample.minorFaults = faults;
        Timed<ThreadSample> timed = new Timed<>(at(seconds), sample);
        ThreadTrack known = threads.putIfAbsent(osThreadId, new ThreadTrack(timed));
        if (known != null) {
            known.add(timed);
        }
        return this;
    }

    public SampleRecording process(double seconds, long rssBytes, long faults) {
        return process(seconds, rssBytes, faults, 0);
    }

    public SampleRecording process(double seconds, long rssBytes, long faults, long fileBytes) {
        ProcessSample sample = new ProcessSample();
        sample.pid = PID;
        sample.ppid = 1;
        sample.name = "java";
        sample.vmRss = rssBytes;
        sample.rssFile = fileBytes;
        sample.rssAnon = fileBytes == 0 ? 0 : rssBytes - fileBytes;
        sample.minorFaults = faults;
        sample.user = (long) (seconds * SECOND / 2);
        samples.add(new Timed<>(at(seconds), sample));
        return this;
    }

    /** What the container has of its limit. */
    public SampleRecording container(double seconds, long limitBytes, long workingSetBytes) {
        ContainerMemory sample = new ContainerMemory();
        sample.limitBytes = limitBytes;
        sample.workingSetBytes = workingSetBytes;
        container.add(new Timed<>(at(seconds), sample));
        return this;
    }

    /** A row of what RSS is made of. */
    public SampleRecording ledger(double seconds, String category, long residentBytes, String source, String note) {
        RssLedger row = new RssLedger();
        row.epochNanos = at(seconds);
        row.category = category;
        row.residentBytes = residentBytes;
        row.source = source;
        row.note = note;
        ledger.add(row);
        return this;
    }

    public SampleRecording choice(String counter, String resolution, String source, String reason) {
        CounterChoice choice = new CounterChoice();
        choice.counter = counter;
        choice.resolution = resolution;
        choice.source = source;
        choice.reason = reason;
        choices.add(choice);
        return this;
    }

    public SampleRecording exact() {
        return choice("allocated", "exact", "TLAB words", "").choice("resident", "exact", "perf ring", "");
    }

    public SampleRecording probe(String name, long calls, double nanosPerCall, long bytesPerCall) {
        ProbeCost cost = new ProbeCost();
        cost.probe = name;
        cost.calls = calls;
        cost.nanosPerCall = nanosPerCall;
        cost.bytesPerCall = bytesPerCall;
        probeCosts.add(cost);
        return this;
    }

    public SampleRecording tool(String kind, long bytes) {
        ToolMemory memory = new ToolMemory();
        memory.kind = kind;
        memory.bytes = bytes;
        toolMemory.add(memory);
        return this;
    }

    public SampleRecording status(RecorderStatus event) {
        event.firstError = event.firstError == null ? "" : event.firstError;
        event.firstFailure = event.firstFailure == null ? "" : event.firstFailure;
        status = Optional.of(event);
        return this;
    }

    /** A label of the program. */
    public SampleRecording mark(double seconds, String label) {
        marks.add(new Timed<>(at(seconds), label));
        return this;
    }

    /** A run of a block of the program, of which RSS is known if its allocation is. */
    public SampleRecording block(double seconds, String name, long allocatedBytes, long rssDeltaBytes) {
        MemoryBlockEvent event = new MemoryBlockEvent();
        event.name = name;
        event.allocatedBytes = allocatedBytes;
        event.rssBeforeBytes = allocatedBytes < 0 ? MemoryBlockEvent.UNKNOWN : 0;
        event.rssAfterBytes = event.rssBeforeBytes;
        event.rssDeltaBytes = rssDeltaBytes;
        event.toolBytes = 5;
        blocks.add(new Timed<>(at(seconds), event));
        return this;
    }

    /** A run of a block that had the garbage collected. */
    public SampleRecording retaining(double seconds, String name, long retainedBytes) {
        MemoryBlockEvent event = new MemoryBlockEvent();
        event.name = name;
        event.heapBeforeBytes = 1 << 30;
        event.heapAfterBytes = event.heapBeforeBytes + retainedBytes;
        event.retainedBytes = retainedBytes;
        blocks.add(new Timed<>(at(seconds), event));
        return this;
    }

    /** What a thread has allocated since it began. */
    public SampleRecording allocated(double seconds, long javaThreadId, long bytes) {
        allocations.add(new Timed<>(at(seconds), new ThreadAllocation(javaThreadId, bytes)));
        return this;
    }

    public SampleRecording lost(long bytes) {
        lostBytes = bytes;
        return this;
    }

    public SampleRecording damaged(String warning) {
        damagedChunks++;
        warnings.add(warning);
        return this;
    }

    /** What the recorder counted of a method with its callees, in one thread's tree. */
    public SampleRecording total(int site, long allocatedBytes, long residentBytes) {
        totals.add(new SiteTotals(site, allocatedBytes, residentBytes));
        return this;
    }

    /** What was recorded of objects. */
    public SampleRecording objects(RecordedObjects recorded) {
        objects = recorded;
        return this;
    }

    public Recording build() {
        return new Recording(
                List.of(file),
                BEGIN_NANOS,
                endNanos,
                new Jvm(PID, "Test VM", "17.0.15+6-test", "Nobody", collector, 2L << 30),
                new TreeMap<>(eventCounts),
                lostBytes,
                nodes,
                totals,
                sites,
                List.copyOf(threads.values()),
                samples,
                container,
                ledger,
                choices,
                status,
                probeCosts,
                toolMemory,
                new TreeMap<>(),
                List.of(),
                marks,
                blocks,
                allocations,
                List.of(),
                SampledAllocations.NONE,
                objects,
                damagedChunks,
                warnings);
    }

    public Profile profile() {
        return Profile.of(build());
    }

    private long at(double seconds) {
        long nanos = BEGIN_NANOS + Math.round(seconds * SECOND);
        endNanos = Math.max(endNanos, nanos);
        return nanos;
    }
}
