// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a recording: an answer in time, a documented exit code, and never a stack trace. */
class BrokenInputTest {
    private static final Duration LIMIT = Duration.ofSeconds(60); // two chunks that never end, at 10 s each, and more

    @TempDir
    private Path directory;

    private byte[] whole = new byte[0];

    @BeforeEach
    void record() throws Exception {
        whole = Files.readAllBytes(Run.recordLeak(directory.resolve("whole.jfr")));
    }

    private void assertAnswered(byte[] bytes, String what) throws IOException {
        Path file = Files.write(directory.resolve("broken.jfr"), bytes);
        Run run = Assertions.assertTimeoutPreemptively(LIMIT, () -> Run.analyze("--json", file), what);
        assertThat(run.code()).as("%s: %s", what, run.err()).isIn(0, 3, 4);
        assertThat(run.err()).as(what).doesNotContain("Exception").hasSizeLessThan(2_000);
        if (run.code() == 0) {
            assertThat(new ObjectMapper().readTree(run.out()).get("methods").isArray())
                    .as(what)
                    .isTrue();
        } else {
            assertThat(run.err().lines()).as(what).hasSize(3);
        }
    }

    @Test
    void analyze_truncatedAnywhere_answers() throws IOException {
        for (int length = 1; length < whole.length; length += 1 + length / 12) {
            assertAnswered(Arrays.copyOf(whole, length), "truncated at " + length);
        }
    }

    @Test
    void analyze_anyHeaderByteChanged_answers() throws IOException {
        for (int i = 0; i < 68; i++) {
            for (int value : new int[] {0, 0x7f, 0xff}) {
                byte[] bytes = whole.clone();
                bytes[i] = (byte) value;
                assertAnswered(bytes, "byte " + i + " set to " + value);
            }
        }
    }

    @Test
    void analyze_randomBytesChanged_answers() throws IOException {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            byte[] bytes = whole.clone();
            for (int changes = 1 + random.nextInt(20); changes > 0; changes--) {
                bytes[68 + random.nextInt(bytes.length - 68)] = (byte) random.nextInt(256);
            }
            assertAnswered(bytes, "seed " + seed);
        }
    }

    @Test
    void analyze_stretchesOfZeros_answers() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            byte[] bytes = whole.clone();
            int from = 68 + random.nextInt(bytes.length - 68);
            Arrays.fill(bytes, from, Math.min(bytes.length, from + random.nextInt(5_000)), (byte) 0);
            assertAnswered(bytes, "zeros from " + from);
        }
    }

    @Test
    void analyze_garbageBeforeAndAfter_reportsWithAWarning() throws IOException {
        byte[] bytes = new byte[whole.length + 3_000];
        System.arraycopy(whole, 0, bytes, 0, whole.length);
        Path file = Files.write(directory.resolve("trailing.jfr"), bytes);
        Run run = Run.analyze(file);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("- 3000 bytes of trailing.jfr belong to no chunk: skipped");
    }
}
