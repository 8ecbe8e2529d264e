// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkTest {
    private static final int MANY = 100_000;

    @TempDir
    private Path directory;

    @Test
    void at_manyInARow_allAreThereInOrder() throws Exception {
        List<RecordedEvent> marks = record("jmemtrace.Mark", true, () -> {
            for (int i = 0; i < MANY; i++) {
                Mark.at("label " + i);
            }
        });

        assertThat(marks.stream().map(mark -> mark.getString("text")))
                .isEqualTo(IntStream.range(0, MANY).mapToObj(i -> "label " + i).toList());
        assertThat(marks)
                .isSortedAccordingTo((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
                .allMatch(mark -> mark.getStackTrace() == null);
    }

    @Test
    void withStack_beginsWithTheCaller_besideOnesWithout() throws Exception {
        List<RecordedEvent> marks = record("jmemtrace.Mark", true, () -> {
            Mark.at("without");
            Mark.withStack("with");
        });

        assertThat(marks.get(0).getStackTrace()).isNull();
        assertThat(marks.get(1).getStackTrace().getFrames())
                .extracting(frame -> frame.getMethod().getType().getName())
                .anyMatch(name -> name.startsWith(MarkTest.class.getName()));
    }

    @Test
    void at_eventSwitchedOff_writesNothing() throws Exception {
        assertThat(record("jmemtrace.Mark", false, () -> {
                    Mark.at("unseen");
                    Mark.withStack("unseen");
                }))
                .isEmpty();
    }

    @Test
    void at_textTooLong_keepsItsBegin() throws Exception {
        String text = "x".repeat(3 * Mark.MOST_LETTERS);
        List<RecordedEvent> marks = record("jmemtrace.Mark", true, () -> Mark.at(text));

        assertThat(marks).hasSize(1);
        assertThat(marks.get(0).getString("text")).isEqualTo("x".repeat(Mark.MOST_LETTERS));
    }

    private List<RecordedEvent> record(String event, boolean enabled, Runnable program) throws Exception {
        Path file = directory.resolve("marks.jfr");
        try (Recording recording = new Recording()) {
            if (enabled) {
                recording.enable(event);
            } else {
                recording.disable(event);
            }
            recording.start();
            program.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(read -> read.getEventType().getName().equals(event))
                .sorted(java.util.Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }
}
