// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jmemtrace.events.ProcessSample;

/**
 * Samples of processes as lines of JSON, one for each process and instant, as {@code record process-tree --json} writes
 * them. A line that is none, such as the last one of a run that was killed, is left out and counted.
 */
final class SampleLines {
    /** A command line has up to 128 KiB on Linux; whatever is longer is no sample. */
    private static final int MOST_BYTES = 1 << 20;

    private static final String EVENT = "jmemtrace.ProcessSample";
    private static final byte[] BEGIN = "{\"sample\":".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Timed<ProcessSample>> samples = new ArrayList<>();
    private final TimeSpan time = new TimeSpan();
    private long odd;

    private SampleLines() {}

    /** Whether a file that begins so holds samples. */
    static boolean isBegin(byte[] head) {
        return head.length >= BEGIN.length && java.util.Arrays.equals(head, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
    }

    static Recording read(String name, Path file) throws UnreadableException {
        SampleLines lines = new SampleLines();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            lines.read(in);
        } catch (IOException e) {
            throw RecordingFiles.unreadable(file, e);
        }
        if (lines.samples.isEmpty()) {
            throw new UnreadableException(
                    file + " cannot be read",
                    "None of its lines is a sample of a process.",
                    "Record again: record process-tree --json FILE PID");
        }
        return lines.assemble(name);
    }

    private void read(InputStream in) throws IOException {
        byte[] line = new byte[8192];
        int length = 0;
        int next;
        do {
            next = in.read();
            if (next >= 0 && next != '\n') {
                if (length == line.length && length < MOST_BYTES) {
                    line = java.util.Arrays.copyOf(line, length * 2);
                }
                if (length < line.length) {
                    line[length] = (byte) next;
                }
                length = Math.min(length + 1, MOST_BYTES + 1);
            } else if (length > 0) {
                add(line, length);
                length = 0;
            }
        } while (next >= 0);
    }

    private void add(byte[] line, int length) {
        Optional<Timed<ProcessSample>> sample = length > MOST_BYTES ? Optional.empty() : parse(line, length);
        if (sample.isEmpty()) {
            odd++;
            return;
        }
        long now = sample.get().epochNanos();
        time.include(now, now);
        samples.add(sample.get());
    }

    private static Optional<Timed<ProcessSample>> parse(byte[] line, int length) {
        ProcessSample sample = new ProcessSample();
        sample.name = "";
        sample.cmdLine = "";
        sample.status = "";
        long epochNanos = 0;
        try (JsonParser json = JSON.createParser(line, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    set(sample, key, json.getText());
                } else if (value == JsonToken.VALUE_NUMBER_INT) {
                    epochNanos = key.equals("epochNanos") ? json.getLongValue() : epochNanos;
                    set(sample, key, json.getLongValue());
                } else {
                    json.skipChildren(); // null: not known
                }
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return whole && epochNanos > 0 && sample.pid > 0
                    ? Optional.of(new Timed<>(epochNanos, sample))
                    : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static void set(ProcessSample sample, String key, String text) {
        switch (key) {
            case "name" -> sample.name = text;
            case "commandLine" -> sample.cmdLine = text;
            case "status" -> sample.status = text;
            default -> {}
        }
    }

    private static void set(ProcessSample sample, String key, long number) {
        switch (key) {
            case "pid" -> sample.pid = number;
            case "ppid" -> sample.ppid = number;
            case "threads" -> sample.threads = (int) Math.min(Integer.MAX_VALUE, number);
            case "sizeBytes" -> sample.vmSize = number;
            case "rssBytes" -> sample.vmRss = number;
            case "rssAnonBytes" -> sample.rssAnon = number;
            case "rssFileBytes" -> sample.rssFile = number;
            case "rssShmemBytes" -> sample.rssShmem = number;
            case "pssBytes" -> sample.pss = number;
            case "ussBytes" -> sample.uss = number;
            case "swapBytes" -> sample.swap = number;
            case "minorFaults" -> sample.minorFaults = number;
            case "majorFaults" -> sample.majorFaults = number;
            case "userNanos" -> sample.user = number;
            case "systemNanos" -> sample.system = number;
            case "contextSwitches" -> sample.contextSwitches = number;
            case "openFiles" -> sample.openFiles = (int) Math.min(Integer.MAX_VALUE, number);
            case "netConnections" -> sample.netConnections = (int) Math.min(Integer.MAX_VALUE, number);
            default -> {}
        }
    }

    private Recording assemble(String name) {
        samples.sort(Comparator.comparingLong(Timed::epochNanos)); // stable: parents stay before their children
        List<String> warnings = odd == 0
                ? List.of()
                : List.of(odd + (odd == 1 ? " line is no sample" : " lines are no samples")
                        + ", as the last one of a run that was killed: left out");
        return new Recording(
                List.of(name),
                time.startEpochNanos(),
                time.endEpochNanos(),
                new Jvm(0, "", "", "", "", 0),
                new TreeMap<>(Map.of(EVENT, (long) samples.size())),
                0,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                samples,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                SampledAllocations.NONE,
                RecordedObjects.NONE,
                0,
                warnings);
    }
}
