// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.dtrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeAllocationsTest {
    private static final String HEAD = "jmemtrace-native\t1\tmalloc_preload\t4096\nclock\t100\t5000\n";

    @TempDir
    private Path directory;

    private NativeAllocations read(String text) throws IOException {
        return NativeAllocations.read(Files.writeString(directory.resolve("n.tsv"), text));
    }

    @Test
    void read_stacksAndThreads_areTold() throws Exception {
        NativeAllocations all = read(HEAD
                + "sum\tmalloc\t20\t2000\t5\t500\nframe\tjdk.internal.misc.Unsafe\tallocateMemory\tUnsafe.java\t636\n"
                + "frame\tcom.acme.Cart\tadd\tCart.java\t57\nlater\twords\n"
                + "sum\tcalloc\t1\t10\t0\t0\nthread\tC2 CompilerThre\ntotal\t30\t3000\t6\t1\t0\nend\t900\n");

        assertThat(all.sampleBytes()).isEqualTo(4096);
        assertThat(all.endMonotonicNanos() - all.startMonotonicNanos()).isEqualTo(800);
        assertThat(all.whole()).isTrue();
        assertThat(all.sums())
                .extracting(NativeSum::place)
                .containsExactly("com.acme.Cart.add:57", "(thread C2 CompilerThre)");
        assertThat(all.sums()).extracting(NativeSum::outstandingBytes).containsExactly(1500L, 10L);
        assertThat(List.of(all.calls(), all.bytes(), all.frees(), all.failedCalls(), all.lostBlocks()))
                .containsExactly(30L, 3000L, 6L, 1L, 0L);
    }

    @Test
    void read_cutFile_isNotWhole() throws Exception {
        assertThat(read(HEAD + "sum\tmalloc\t20\t2000\t5\t500\n").whole()).isFalse();
    }

    @Test
    void read_others_areRefused() {
        for (String odd : List.of(
                "", "hello\n", "jmemtrace-native\t2\tx\t0\n", HEAD + "sum\tmalloc\t20\n", HEAD + "total\tx\n")) {
            assertThatThrownBy(() -> read(odd)).as(odd).isInstanceOf(IOException.class);
        }
    }
}
