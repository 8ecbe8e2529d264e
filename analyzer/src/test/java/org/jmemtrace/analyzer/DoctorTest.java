// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path directory;

    @Test
    void doctor_ofOurs_hasWhatIsThere() throws Exception {
        Run run = Run.analyze("doctor", Run.recordLeak(directory.resolve("leak.jfr")));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("have  does RSS grow?  jmemtrace.ProcessSample (2)")
                .contains("have  which method allocates, exactly?  jmemtrace.CallNode (4)")
                .contains("miss  which line allocates, exactly?  -> record with -p lines")
                .contains("miss  what is RSS made of?  -> record with -p process, on Linux")
                .doesNotContain("without the agent");
    }

    @Test
    void doctor_ofNothingUseful_saysHowToRecord() throws Exception {
        Path file = directory.resolve("plain.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.start();
            recording.stop();
            recording.dump(file);
        }
        Run run = Run.analyze("doctor", file);

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out().lines().filter(line -> line.contains("have  "))).isEmpty();
        assertThat(run.out()).contains("recorded without the agent").contains("-javaagent:jmemtrace-agent.jar");
    }

    @Test
    void doctor_noSuchFile_saysSo() {
        assertThat(Run.analyze("doctor", directory.resolve("none.jfr")).code()).isEqualTo(ExitCode.UNREADABLE);
    }
}
