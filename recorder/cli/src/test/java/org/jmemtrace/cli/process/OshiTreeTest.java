// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OSHI on the system that runs the tests, whatever that is; on Linux beside what the kernel says itself. */
class OshiTreeTest {
    private Process parent;

    @BeforeEach
    void start() throws Exception {
        parent = new ProcessBuilder("sh", "-c", "sleep 100 & wait").start();
        while (parent.descendants().count() == 0) {
            Thread.sleep(10);
        }
    }

    @AfterEach
    void end() {
        parent.descendants().forEach(ProcessHandle::destroyForcibly);
        parent.destroyForcibly();
    }

    @Test
    void sample_treeOfTwo_hasBothWithTheirFigures() throws Exception {
        OshiTree tree = new OshiTree(parent.pid(), true);
        Sample first = tree.sample();
        Thread.sleep(100);
        Sample second = tree.sample();

        assertThat(first.processes()).extracting(Observation::name).containsExactly("sh", "sleep");
        assertThat(first.processes()).extracting(Observation::depth).containsExactly(0, 1);
        assertThat(first.processes().get(1).commandLine()).isEqualTo("sleep 100");
        assertThat(first.processes().get(1).ppid()).isEqualTo(parent.pid());
        assertThat(first.processes()).allSatisfy(process -> {
            assertThat(process.of(Field.RSS).orElseThrow()).isBetween(100L << 10, 100L << 20);
            assertThat(process.of(Field.PSS)).as("not told").isEmpty();
            assertThat(process.of(Field.CPU)).as("of the first sample").isEmpty();
            assertThat(process.of(Field.THREADS)).hasValue(1);
        });
        assertThat(second.number()).isEqualTo(1);
        assertThat(second.elapsedNanos()).isGreaterThan(first.elapsedNanos() + 100_000_000);
        assertThat(second.processes().get(0).of(Field.CPU).orElseThrow()).isBetween(0L, 100_000L);
        if (ProcessSource.isLinux()) {
            List<Observation> kernels =
                    ProcTree.of(parent.pid(), true, Optional.empty()).sample().processes();
            for (int i = 0; i < 2; i++) {
                Observation process = second.processes().get(i);
                assertThat(process.of(Field.RSS).orElseThrow())
                        .isCloseTo(kernels.get(i).of(Field.RSS).orElseThrow(), within(256L << 10));
                assertThat(process.of(Field.SIZE)).isEqualTo(kernels.get(i).of(Field.SIZE));
                assertThat(process.of(Field.FILES)).isEqualTo(kernels.get(i).of(Field.FILES));
            }
        }
    }

    @Test
    void sample_rootThatHasEnded_isEmpty() throws Exception {
        OshiTree tree = new OshiTree(parent.pid(), true);
        assertThat(tree.sample().isEmpty()).isFalse();
        end();
        parent.waitFor();

        assertThat(tree.sample().isEmpty()).isTrue();
    }

    @Test
    void sample_processAlone_hasNoDescendants() {
        assertThat(new OshiTree(parent.pid(), false).sample().processes())
                .extracting(Observation::name)
                .containsExactly("sh");
    }
}
