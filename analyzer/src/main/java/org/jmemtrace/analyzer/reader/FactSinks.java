// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Event;
import jdk.jfr.Name;
import org.jmemtrace.api.MarkEvent;
import org.jmemtrace.api.MemoryBlockEvent;
import org.jmemtrace.events.CallNode;
import org.jmemtrace.events.CallRss;
import org.jmemtrace.events.CallTotal;
import org.jmemtrace.events.ContainerMemory;
import org.jmemtrace.events.CounterChoice;
import org.jmemtrace.events.JvmInfo;
import org.jmemtrace.events.LiveObjects;
import org.jmemtrace.events.NativeMemory;
import org.jmemtrace.events.ObjectFreed;
import org.jmemtrace.events.ProbeCost;
import org.jmemtrace.events.ProcessSample;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.RssLedger;
import org.jmemtrace.events.Site;
import org.jmemtrace.events.ThreadSample;
import org.jmemtrace.events.ToolMemory;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.IEventSinkFactory;
import org.openjdk.jmc.flightrecorder.parser.IParserExtension;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/**
 * Takes each event from the parser as it is read, and passes none on: the parser would keep them all. Every event is
 * counted; those the report is made of are folded into {@link Facts}.
 */
final class FactSinks implements IParserExtension, IEventSinkFactory {
    private static final String START_TIME = "startTime";

    /** As in: OpenJDK 64-Bit Server VM (17.0.15+6) for linux-amd64 JRE ... */
    private static final Pattern JDK_VERSION = Pattern.compile("\\(([^)]*)\\)");

    private final Map<String, Function<List<ValueField>, IEventSink>> sinks = new HashMap<>();
    private final Facts facts;

    FactSinks(Facts facts) {
        this.facts = facts;
        fold(Site.class, Site::new, t -> facts.sites.put(t.event().site, t.event()));
        fold(CallNode.class, CallNode::new, facts::addNode);
        fold(CallTotal.class, CallTotal::new, facts::addTotal);
        fold(CallRss.class, CallRss::new, facts::addCall);
        fold(ThreadSample.class, ThreadSample::new, facts::addThread);
        fold(ProcessSample.class, ProcessSample::new, facts.processSamples::add);
        fold(ContainerMemory.class, ContainerMemory::new, facts.container::add);
        fold(RssLedger.class, RssLedger::new, facts.ledger::add);
        fold(CounterChoice.class, CounterChoice::new, t -> facts.choices.merge(t.event().counter, t, Timed::later));
        fold(ProbeCost.class, ProbeCost::new, t -> facts.probeCosts.merge(t.event().probe, t, Timed::later));
        fold(ToolMemory.class, ToolMemory::new, t -> facts.toolMemory.merge(t.event().kind, t, Timed::later));
        fold(RecorderStatus.class, RecorderStatus::new, t -> facts.status.merge(0L, t, Timed::later));
        fold(JvmInfo.class, JvmInfo::new, t -> facts.jvms.put(t.event().pid, t));
        fold(NativeMemory.class, NativeMemory::new, t -> facts.addNative(t.event().category, trackOf(t)));
        fold(MarkEvent.class, MarkEvent::new, facts.marks::add);
        fold(MemoryBlockEvent.class, MemoryBlockEvent::new, facts.blocks::add);
        fold(LiveObjects.class, LiveObjects::new, facts.objects::addTotals);
        fold(ObjectFreed.class, ObjectFreed::new, facts.objects::addFreed);
        sinks.put("jmemtrace.ObjectAllocated", facts.objects::allocations);
        sinks.put("jdk.OldObjectSample", facts.objects::oldObjects);
        sinks.put("jdk.GarbageCollection", this::onCollection);
        sinks.put("jdk.ObjectAllocationInNewTLAB", facts.sampled::inNewBuffer);
        sinks.put("jdk.ObjectAllocationOutsideTLAB", facts.sampled::outside);
        sinks.put("jdk.ObjectAllocationSample", facts.sampled::samples);
        sinks.put("jdk.ThreadAllocationStatistics", this::onAllocation);
        sinks.put(
                "profiler.ProcessSample",
                fields -> AsyncProfiler.processes(fields, indexOf(fields, START_TIME), facts.processSamples::add));
        sinks.put("jdk.NativeMemoryUsage", this::onNativeMemory);
        sinks.put("jdk.JVMInformation", this::onJvmInformation);
        sinks.put("jdk.DataLoss", fields -> onLong(fields, "amount", (nanos, bytes) -> facts.lostBytes += bytes));
        sinks.put("jdk.GCHeapConfiguration", fields -> onLong(fields, "maxSize", (nanos, b) -> facts.maxHeapBytes = b));
        sinks.put(
                "jdk.GCHeapSummary",
                fields -> onLong(fields, "heapUsed", (nanos, b) -> facts.heapUsedBytes.add(new Timed<>(nanos, b))));
        sinks.put("jdk.GCConfiguration", this::onCollector);
    }

    @Override
    public IEventSinkFactory getEventSinkFactory(IEventSinkFactory unused) {
        return this;
    }

    @Override
    public IEventSink create(String id, String label, String[] category, String description, List<ValueField> fields) {
        long[] count = facts.eventCounts.computeIfAbsent(id, t -> new long[1]);
        Function<List<ValueField>, IEventSink> maker = sinks.get(id);
        if (maker == null) {
            return values -> count[0]++;
        }
        IEventSink sink = maker.apply(fields);
        return values -> {
            count[0]++;
            sink.addEvent(values);
        };
    }

    @Override
    public void flush() {}

    private <T extends Event> void fold(Class<T> type, Supplier<T> factory, Consumer<Timed<T>> into) {
        sinks.put(type.getAnnotation(Name.class).value(), fields -> {
            EventDecoder<T> decoder = new EventDecoder<>(type, factory, fields);
            int start = indexOf(fields, START_TIME);
            return values -> into.accept(new Timed<>(longAt(values, start), decoder.decode(values)));
        });
    }

    /** What to do with one number of an event of the JVM's. */
    private interface LongFact {
        void accept(long epochNanos, long value);
    }

    private static IEventSink onLong(List<ValueField> fields, String name, LongFact into) {
        int start = indexOf(fields, START_TIME);
        int field = indexOf(fields, name);
        return values -> into.accept(longAt(values, start), longAt(values, field));
    }

    /** Recordings made without the agent name their JVM here; of its command line nothing is kept. */
    private IEventSink onJvmInformation(List<ValueField> fields) {
        int start = indexOf(fields, START_TIME);
        int pid = indexOf(fields, "pid");
        int name = indexOf(fields, "jvmName");
        int version = indexOf(fields, "jvmVersion");
        return values -> {
            JvmInfo info = new JvmInfo();
            info.pid = longAt(values, pid);
            info.name = textAt(values, name);
            Matcher inParentheses = JDK_VERSION.matcher(textAt(values, version));
            info.version = inParentheses.find() ? inParentheses.group(1) : "";
            info.vendor = "";
            facts.jvms.putIfAbsent(info.pid, new Timed<>(longAt(values, start), info));
        };
    }

    private IEventSink onAllocation(List<ValueField> fields) {
        int start = indexOf(fields, START_TIME);
        int allocated = indexOf(fields, "allocated");
        int thread = indexOf(fields, "thread");
        return values -> {
            if (thread >= 0 && values[thread] instanceof IMCThread known && known.getThreadId() != null) {
                facts.allocations.add(new Timed<>(
                        longAt(values, start), new ThreadAllocation(known.getThreadId(), longAt(values, allocated))));
            }
        };
    }

    private static NativeTrack trackOf(Timed<NativeMemory> sample) {
        return new NativeTrack(sample.epochNanos(), sample.event().committedBytes);
    }

    private IEventSink onNativeMemory(List<ValueField> fields) {
        int start = indexOf(fields, START_TIME);
        int type = indexOf(fields, "type");
        int committed = indexOf(fields, "committed");
        return values -> facts.addNative(
                textAt(values, type), new NativeTrack(longAt(values, start), longAt(values, committed)));
    }

    private IEventSink onCollection(List<ValueField> fields) {
        IEventSink forObjects = facts.objects.collections(fields);
        IEventSink forAllocations = facts.sampled.collections(fields);
        return values -> {
            forObjects.addEvent(values);
            forAllocations.addEvent(values);
        };
    }

    private IEventSink onCollector(List<ValueField> fields) {
        int young = indexOf(fields, "youngCollector");
        int old = indexOf(fields, "oldCollector");
        return values -> facts.collector = Collectors.nameOf(textAt(values, young), textAt(values, old));
    }

    static int indexOf(List<ValueField> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getIdentifier().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    static long longAt(Object[] values, int index) {
        return index < 0 ? 0 : Values.toLong(values[index]);
    }

    private static String textAt(Object[] values, int index) {
        return index < 0 || values[index] == null ? "" : values[index].toString();
    }
}
