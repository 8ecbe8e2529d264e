// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import java.util.List;
import java.util.function.Consumer;
import org.jmemtrace.events.CommandLine;
import org.jmemtrace.events.ProcessSample;
import org.openjdk.jmc.flightrecorder.parser.IEventSink;
import org.openjdk.jmc.flightrecorder.parser.ValueField;

/** Events of async-profiler that say what ours say. */
final class AsyncProfiler {
    private static final double NANOS_PER_SECOND = 1e9;

    private AsyncProfiler() {}

    /**
     * Its samples of processes (option proc, from 4.2 on): of those that take much memory or time. It knows neither PSS nor
     * USS, has the CPU time in seconds, and does not leave out secrets.
     */
    static IEventSink processes(List<ValueField> fields, int start, Consumer<Timed<ProcessSample>> into) {
        EventDecoder<ProcessSample> decoder = new EventDecoder<>(ProcessSample.class, ProcessSample::new, fields);
        int files = indexOf(fields, "rssFiles");
        int user = indexOf(fields, "cpuUser");
        int system = indexOf(fields, "cpuSystem");
        int state = indexOf(fields, "state");
        return values -> {
            ProcessSample sample = decoder.decode(values);
            sample.rssFile = files < 0 ? 0 : Values.toLong(values[files]);
            sample.user = user < 0 ? 0 : Math.round(Values.toDouble(values[user]) * NANOS_PER_SECOND);
            sample.system = system < 0 ? 0 : Math.round(Values.toDouble(values[system]) * NANOS_PER_SECOND);
            sample.status = state < 0 ? "" : Character.toString((char) (Values.toLong(values[state]) & 0x7f));
            sample.cmdLine = CommandLine.redact(List.of(sample.cmdLine.split(" ")));
            sample.unknown = "pss,uss,swap,openFiles,netConnections,contextSwitches";
            into.accept(new Timed<>(start < 0 ? 0 : Values.toLong(values[start]), sample));
        };
    }

    private static int indexOf(List<ValueField> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getIdentifier().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
