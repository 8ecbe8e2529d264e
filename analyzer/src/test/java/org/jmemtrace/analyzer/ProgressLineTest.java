// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressLineTest {
    private final StringWriter screen = new StringWriter();

    private ProgressLine line(Duration patience) {
        return new ProgressLine(new PrintWriter(screen), patience);
    }

    /** What a terminal shows in the line: each carriage return goes back to its begin. */
    private String shown() {
        StringBuilder shown = new StringBuilder();
        for (String part : screen.toString().split("\r")) {
            shown.replace(0, Math.min(part.length(), shown.length()), part);
        }
        return shown.toString();
    }

    @Test
    void reading_doneBeforeTheTime_showsNothing() {
        try (ProgressLine line = line(Duration.ofHours(1))) {
            line.reading(1, 2);
            line.reading(2, 2);
        }
        assertThat(screen).hasToString("");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void reading_oneLongChunk_isShownWhenItIsTimeAndTakenAwayAtTheEnd() throws Exception {
        try (ProgressLine line = line(Duration.ofMillis(50))) {
            line.reading(1, 12);
            while (shown().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(shown()).isEqualTo("analyze: reading chunk 1 of 12");
            line.reading(10, 12);
            assertThat(shown()).isEqualTo("analyze: reading chunk 10 of 12");
        }
        assertThat(shown()).isBlank();
        assertThat(screen.toString()).endsWith("\r").doesNotContain("\n");
    }

    @Test
    void reading_afterTheEnd_showsNothing() {
        ProgressLine line = line(Duration.ZERO);
        line.close();
        String before = screen.toString();
        line.reading(1, 1);
        assertThat(screen).hasToString(before);
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3,true",
        "/dev/tty1,true",
        "/dev/ttyS0,true",
        "/dev/console,true",
        "/dev/null,false",
        "pipe:[4711],false",
        "/home/me/dev/pts/3,false",
        "/dev/pts/3.log,false"
    })
    void isTerminal_devices_areToldFromFilesAndPipes(String device, boolean terminal) {
        assertThat(Terminal.isTerminal(device)).isEqualTo(terminal);
    }
}
