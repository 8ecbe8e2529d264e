// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Reads a recording with the JDK's own parser and adds the trees up per method: the tests' own, simple analyzer. */
final class RecordedCalls {
    /** Totals count a method's outermost call only; both in bytes. */
    static final class Method {
        long calls;
        long allocatedSelf;
        long allocatedTotal;
        long residentSelf;
        long residentTotal;

        @Override
        public String toString() {
            return String.format(
                    "calls %,d allocated %,d / %,d resident %,d / %,d",
                    calls, allocatedSelf, allocatedTotal, residentSelf, residentTotal);
        }
    }

    private final List<RecordedEvent> events = new ArrayList<>();
    private Instant firstChunkEnd = Instant.MAX;
    private final Map<Long, RecordedEvent> nodes = new LinkedHashMap<>();
    private final Map<Long, RecordedEvent> baselines = new HashMap<>();
    private final Map<Integer, String> sites = new HashMap<>();
    private final Map<Integer, String> lineSites = new HashMap<>();
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Method> lines = new HashMap<>();
    private final Map<Integer, Method> bytecodeSites = new HashMap<>();
    private final Map<String, SortedMap<Integer, Method>> bytecodes = new HashMap<>();

    static RecordedCalls read(Path file) throws IOException {
        RecordedCalls calls = new RecordedCalls();
        calls.events.addAll(RecordingFile.readAllEvents(file));
        calls.events.sort(java.util.Comparator.comparing(RecordedEvent::getEndTime));
        calls.collect();
        return calls;
    }

    private void collect() {
        List<RecordedEvent> ends = events("RecorderStatus");
        firstChunkEnd = ends.isEmpty() ? Instant.MAX : ends.get(0).getStartTime();
        for (RecordedEvent event : events("Site")) {
            String name = event.getString("className");
            sites.put(
                    event.getInt("site"),
                    name == null ? "(" + event.getString("kind") + ")" : name + "." + event.getString("method"));
            String kind = event.getString("kind");
            if (kind.equals("line") || kind.equals("bytecode")) {
                String line = sites.get(event.getInt("site")) + ":" + event.getInt("line");
                lineSites.put(
                        event.getInt("site"), kind.equals("line") ? line : line + " " + event.getString("target"));
                if (kind.equals("bytecode")) {
                    Method bytecode = bytecodes
                            .computeIfAbsent(line, key -> new TreeMap<>())
                            .computeIfAbsent(event.getInt("bytecodeIndex"), key -> new Method());
                    bytecodeSites.put(event.getInt("site"), bytecode);
                }
            }
        }
        for (RecordedEvent event : events("CallNode")) {
            nodes.put(event.getLong("node"), event);
            if (event.getBoolean("baseline")) {
                baselines.putIfAbsent(event.getLong("node"), event);
            }
        }
        for (RecordedEvent node : nodes.values()) {
            add(node);
        }
        addTotals();
    }

    private void add(RecordedEvent node) {
        Method self = method(node);
        long allocated = figure(node, "allocatedBytes");
        long resident = figure(node, "residentBytes");
        String line = lineSites.get(node.getInt("site"));
        if (line == null) {
            self.calls += figure(node, "calls");
        } else {
            Method ofLine = line(line);
            ofLine.calls += figure(node, "calls");
            ofLine.allocatedSelf += allocated;
            ofLine.residentSelf += resident;
            Method bytecode = bytecodeSites.get(node.getInt("site"));
            if (bytecode != null) {
                bytecode.calls += figure(node, "calls");
                bytecode.allocatedSelf += allocated;
                bytecode.residentSelf += resident;
            }
        }
        self.allocatedSelf += allocated; // that of its lines too
        self.residentSelf += resident;
    }

    private void addTotals() {
        Map<List<Long>, RecordedEvent> last = new HashMap<>();
        Map<List<Long>, RecordedEvent> first = new HashMap<>();
        for (RecordedEvent event : events("CallTotal")) {
            List<Long> key = List.of(event.getLong("root"), (long) event.getInt("site"));
            last.put(key, event);
            if (event.getBoolean("baseline")) {
                first.putIfAbsent(key, event);
            }
        }
        last.forEach((key, event) -> {
            String line = lineSites.get(event.getInt("site"));
            Method method = line == null ? method(event) : line(line);
            method.allocatedTotal += since(first.get(key), event, "allocatedBytes");
            method.residentTotal += since(first.get(key), event, "residentBytes");
        });
    }

    private long figure(RecordedEvent node, String field) {
        return since(baselines.get(node.getLong("node")), node, field);
    }

    private long since(@Nullable RecordedEvent before, RecordedEvent event, String field) {
        // Only what was there when the recording began is not its own; later chunks begin with what it recorded.
        return before == null || before.getStartTime().isAfter(firstChunkEnd)
                ? event.getLong(field)
                : event.getLong(field) - before.getLong(field);
    }

    private Method method(RecordedEvent node) {
        return method(sites.getOrDefault(node.getInt("site"), "?"));
    }

    /** Figures of a method, by its class and name, or of {@code (outside)} and {@code (tool)}. */
    Method method(String name) {
        return methods.computeIfAbsent(name, n -> new Method());
    }

    /**
     * Figures of a line, as {@code com.acme.Program.main:12}, or of the bytecodes of one kind on it, as {@code
     * com.acme.Program.main:12 new byte[]}; its calls are how often it was begun.
     */
    Method line(String name) {
        return lines.computeIfAbsent(name, n -> new Method());
    }

    Map<String, Method> lines() {
        return lines;
    }

    /** Sum over all lines of a method. */
    Method linesOf(String method) {
        Method sum = new Method();
        lines.forEach((name, line) -> {
            if (name.startsWith(method + ":")) {
                sum.calls += line.calls;
                sum.allocatedSelf += line.allocatedSelf;
                sum.allocatedTotal += line.allocatedTotal;
                sum.residentSelf += line.residentSelf;
                sum.residentTotal += line.residentTotal;
            }
        });
        return sum;
    }

    /** The bytecodes on a line, as {@code com.acme.Program.main:12}, by their index in the method's code. */
    SortedMap<Integer, Method> bytecodes(String line) {
        return bytecodes.getOrDefault(line, new TreeMap<>());
    }

    /** The method, or the line, that an event of one is about. */
    String nameOf(RecordedEvent event) {
        int site = event.getInt("site");
        return lineSites.getOrDefault(site, sites.getOrDefault(site, "?"));
    }

    /** Names of the methods that a method was called by, whichever of their lines it was. */
    Set<String> callers(String method) {
        Set<String> callers = new TreeSet<>();
        for (RecordedEvent node : nodes.values()) {
            RecordedEvent parent = nodes.get(node.getLong("parent"));
            boolean isLine = lineSites.containsKey(node.getInt("site"));
            if (!isLine && parent != null && method.equals(sites.get(node.getInt("site")))) {
                callers.add(sites.getOrDefault(parent.getInt("site"), "?"));
            }
        }
        return callers;
    }

    Map<String, Method> methods() {
        return methods;
    }

    /** Events of one of our types, in the order of their end. */
    List<RecordedEvent> events(String simpleName) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("jmemtrace." + simpleName))
                .toList();
    }

    /** Sum of a figure over the tree of each thread, by the Java thread's number. */
    Map<Long, Long> perThread(String field) {
        Map<Long, Long> sums = new HashMap<>();
        for (RecordedEvent node : nodes.values()) {
            sums.merge(node.getLong("javaThreadId"), figure(node, field), Long::sum);
        }
        return sums;
    }
}
