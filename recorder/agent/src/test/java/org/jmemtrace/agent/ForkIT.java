// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Forks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Children of a recorded program, however the JDK starts them, get none of the recorder's descriptors. The JDK closes
 * what it finds before the child begins; for those who start children by themselves the descriptors say that they are
 * not to be handed on.
 */
final class ForkIT {
    /** In octal, as in /proc/PID/fdinfo (fcntl.h, x86-64 and aarch64). */
    private static final long CLOSE_ON_EXEC = 02000000;

    @TempDir
    private Path directory;

    static Stream<Arguments> mechanisms() {
        return Jvms.homes().stream()
                .flatMap(home -> Stream.of("FORK", "VFORK", "POSIX_SPAWN").map(each -> Arguments.of(home, each)));
    }

    @ParameterizedTest
    @MethodSource("mechanisms")
    void child_ofRecordedProgram_hasOpenWhatItHasWithoutUs(Path home, String mechanism) throws Exception {
        Path counters = directory.resolve("counters.txt");
        ChildJvm jvm = ChildJvm.plain(home, ChildJvm.PROGRAMS).with("-Djdk.lang.Process.launchMechanism=" + mechanism);
        ChildJvm.Result plain = jvm.run(Forks.class.getName(), counters.toString());
        assertThat(counters).hasContent("");

        ChildJvm.Result recorded = jvm.recording(directory.resolve("forks.jfr"), "include=com.acme.**")
                .run(Forks.class.getName(), counters.toString());

        assertThat(recorded).isEqualTo(plain);
        assertThat(plain.exitCode()).isZero();
        assertThat(plain.output()).isEqualTo("worked 1000\nchild ended with 7, and had open: [/proc/N/fd, pipe:[N]]\n");
        List<String> flags = Files.readAllLines(counters);
        if (flags.isEmpty()) {
            System.err.println("SKIPPED: the kernel gives no performance counters here: nothing can be handed on.");
            assertThat(source()).doesNotStartWith("perf");
        }
        assertThat(flags).allMatch(each -> (Long.parseLong(each, 8) & CLOSE_ON_EXEC) != 0);
    }

    /** What resident growth was counted with. */
    private String source() throws Exception {
        return RecordedCalls.read(directory.resolve("forks.jfr")).events("CounterChoice").stream()
                .filter(event -> event.getString("counter").equals("resident"))
                .findFirst()
                .orElseThrow()
                .getString("source");
    }
}
