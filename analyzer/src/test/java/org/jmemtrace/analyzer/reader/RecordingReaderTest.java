// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jmemtrace.analyzer.RecordingFixture;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real recordings of real events, of which the truth is known, over chunks and files. */
class RecordingReaderTest {
    private static final int A = 16;

    @TempDir
    private Path directory;

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static Recording read(Path... files) throws Exception {
        return RecordingReader.read(
                java.util.Arrays.stream(files).map(Path::toString).toList());
    }

    private static NodeTotals node(Recording recording, long node) {
        return recording.nodes().stream()
                .filter(n -> n.node() == node)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void read_nodeWithoutBaseline_isItsLastTotals() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a");
            fixture.node(1, 0, Site.OUTSIDE, 0, 5, 0).node(2, 1, A, 1, 10, 0).node(2, 1, A, 7, 70, 4096);
            fixture.writeTo(file("a.jfr"));
        }
        Recording recording = read(file("a.jfr"));
        assertThat(node(recording, 2)).isEqualTo(new NodeTotals(2, 1, A, 101, 7, 70, 4096));
        assertThat(recording.jvm().pid()).isEqualTo(RecordingFixture.PID);
        assertThat(recording.countOf("jmemtrace.CallNode")).isEqualTo(3);
        assertThat(recording.warnings()).isEmpty();
        assertThat(recording.sites())
                .hasEntrySatisfying(A, site -> assertThat(site.className).isEqualTo("p.A"));
    }

    @Test
    void read_baselineOfFirstChunk_isTakenOff() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a");
            fixture.node(2, 1, A, 100, 1000, 8192, 101, true).node(2, 1, A, 103, 1300, 8192);
            fixture.writeTo(file("a.jfr"));
        }
        assertThat(node(read(file("a.jfr")), 2)).isEqualTo(new NodeTotals(2, 1, A, 101, 3, 300, 0));
    }

    @Test
    void read_baselineOfLaterChunk_isWithinTheRecording() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a");
            fixture.node(2, 1, A, 10, 1000, 0, 101, true).node(2, 1, A, 20, 2000, 0);
            fixture.nextChunk().jvm().site(A, "p.A", "a");
            fixture.node(2, 1, A, 20, 2000, 0, 101, true).node(3, 1, A, 4, 44, 0, 101, true);
            fixture.node(2, 1, A, 30, 3000, 0);
            fixture.writeTo(file("a.jfr"));
        }
        Recording recording = read(file("a.jfr"));
        assertThat(node(recording, 2)).isEqualTo(new NodeTotals(2, 1, A, 101, 20, 2000, 0));
        assertThat(node(recording, 3).calls()).isEqualTo(4);
        assertThat(recording.countOf("jmemtrace.JvmInfo")).isEqualTo(2);
    }

    @Test
    void read_overlappingDumps_countEachChunkOnce() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a").node(2, 1, A, 10, 1000, 0);
            fixture.dumpTo(file("first.jfr"));
            fixture.node(2, 1, A, 15, 1500, 0);
            fixture.writeTo(file("second.jfr"));
        }
        Recording both = read(file("second.jfr"), file("first.jfr"));
        assertThat(node(both, 2).calls()).isEqualTo(15);
        assertThat(both.eventCounts()).isEqualTo(read(file("second.jfr")).eventCounts());
    }

    @Test
    void read_filesOfTwoJvms_areRefused() throws Exception {
        recordOneCall("p.A", file("a.jfr"));
        recordOneCall("p.B", file("b.jfr"));
        assertThatThrownBy(() -> read(file("a.jfr"), file("b.jfr")))
                .isInstanceOfSatisfying(UnreadableException.class, e -> {
                    assertThat(e.kind()).isEqualTo(UnreadableException.Kind.CHOICE);
                    assertThat(e.lines()).hasSize(3);
                });
    }

    @Test
    void read_twoJvmsInOneFile_reportsOneAndWarns() throws Exception {
        recordOneCall("p.A", file("a.jfr"));
        recordOneCall("p.B", file("b.jfr"));
        try (OutputStream out = Files.newOutputStream(file("both.jfr"))) {
            Files.copy(file("a.jfr"), out);
            Files.copy(file("b.jfr"), out);
        }
        Recording recording = read(file("both.jfr"));
        assertThat(recording.nodes()).hasSize(1);
        assertThat(recording.warnings()).anyMatch(w -> w.startsWith("the file holds 2 JVMs"));
        assertThat(recording.countOf("jmemtrace.CallNode")).isEqualTo(2);
    }

    @Test
    void read_directory_isAllRecordingsInIt() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a").node(2, 1, A, 10, 1000, 0);
            fixture.writeTo(file("one.jfr"));
        }
        Files.createFile(file("just-begun.jfr"));
        assertThat(node(read(directory), 2).calls()).isEqualTo(10);
    }

    @Test
    void read_secondOfThreeChunksDamaged_keepsTheOthersAndWarns() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a").node(2, 1, A, 10, 1000, 0);
            fixture.nextChunk().node(2, 1, A, 20, 2000, 0);
            fixture.nextChunk().jvm().site(A, "p.A", "a").node(2, 1, A, 30, 3000, 0);
            fixture.writeTo(file("a.jfr"));
        }
        byte[] bytes = Files.readAllBytes(file("a.jfr"));
        long second = ByteBuffer.wrap(bytes).getLong(8);
        bytes[(int) second + 68] = 0; // its first event
        Files.write(file("b.jfr"), bytes);
        Recording recording = read(file("b.jfr"));
        assertThat(node(recording, 2).calls()).isEqualTo(30);
        assertThat(recording.damagedChunks()).isEqualTo(1);
        assertThat(recording.warnings())
                .singleElement()
                .asString()
                .matches("chunk 2 of \\d of b.jfr is unreadable: .*");
    }

    @Test
    void read_lastChunkTruncated_keepsTheOthersAndWarns() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, "p.A", "a").node(2, 1, A, 10, 1000, 0);
            fixture.nextChunk().node(2, 1, A, 20, 2000, 0);
            fixture.writeTo(file("a.jfr"));
        }
        byte[] bytes = Files.readAllBytes(file("a.jfr"));
        Files.write(file("b.jfr"), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        Recording recording = read(file("b.jfr"));
        assertThat(node(recording, 2).calls()).isEqualTo(10);
        assertThat(recording.warnings()).anyMatch(w -> w.contains("truncated at"));
    }

    private static void recordOneCall(String className, Path file) throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()) {
            fixture.jvm().site(A, className, "a").node(2, 1, A, 1, 1, 0);
            fixture.writeTo(file);
        }
    }
}
