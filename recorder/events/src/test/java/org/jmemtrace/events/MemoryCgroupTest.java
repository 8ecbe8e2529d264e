// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCgroupTest {
    private static final long GIB = 1L << 30;

    @TempDir
    private Path root;

    private void write(String file, String text) throws Exception {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void tightest_version2_isTheInnermostOfTwoLimits() throws Exception {
        write("memory.stat", "inactive_file 1\n");
        write("pod/memory.max", "4294967296\n");
        write("pod/app/memory.max", "1073741824\n");
        write("pod/app/memory.current", "805306368\n");
        write("pod/app/memory.stat", "anon 700000000\ninactive_file 104857600\nactive_file 7\n");

        MemoryCgroup group = MemoryCgroup.tightest(List.of("0::/pod/app"), root).orElseThrow();

        assertThat(group.version()).isEqualTo(2);
        assertThat(group.limitBytes()).isEqualTo(GIB);
        assertThat(group.usageBytes()).isEqualTo(768L << 20);
        assertThat(group.workingSetBytes()).isEqualTo((768L - 100) << 20);
    }

    @Test
    void tightest_version2WithoutLimitInside_isThatOfTheGroupAround() throws Exception {
        write("pod/memory.max", "2147483648\n");
        write("pod/app/memory.max", "max\n");

        assertThat(MemoryCgroup.tightest(List.of("0::/pod/app"), root))
                .hasValueSatisfying(group -> assertThat(group.limitBytes()).isEqualTo(2 * GIB));
    }

    @Test
    void tightest_version1_readsItsOwnNames() throws Exception {
        write("memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("memory/docker/x/memory.limit_in_bytes", "536870912\n");
        write("memory/docker/x/memory.usage_in_bytes", "500000000\n");
        write("memory/docker/x/memory.stat", "inactive_file 1\ntotal_inactive_file 100000000\n");

        MemoryCgroup group = MemoryCgroup.tightest(List.of("9:name=systemd:/", "4:memory:/docker/x", "0::/"), root)
                .orElseThrow();

        assertThat(group.version()).isEqualTo(1);
        assertThat(group.limitBytes()).isEqualTo(512L << 20);
        assertThat(group.workingSetBytes()).isEqualTo(400_000_000);
    }

    /** Within a container, /proc/self/cgroup may name a path of the host's. */
    @Test
    void tightest_pathThatIsNotThere_isTheTop() throws Exception {
        write("memory.max", "1073741824\n");

        assertThat(MemoryCgroup.tightest(List.of("0::/../../kubepods/pod1"), root))
                .hasValueSatisfying(group -> assertThat(group.limitFile()).isEqualTo(root.resolve("memory.max")));
    }

    @Test
    void tightest_noLimitsOrNoFiles_isNone() throws Exception {
        assertThat(MemoryCgroup.tightest(List.of("0::/", "4:memory:/", "nonsense", ""), root))
                .isEmpty();
        write("memory.max", "max\n");
        write("memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(MemoryCgroup.tightest(List.of("0::/", "4:memory:/"), root)).isEmpty();
    }

    @Test
    void limitBytes_takenAwayMeanwhile_isNone() throws Exception {
        write("memory.max", "1073741824\n");
        MemoryCgroup group = MemoryCgroup.tightest(List.of("0::/"), root).orElseThrow();
        write("memory.max", "max\n");

        assertThat(group.limitBytes()).isEqualTo(MemoryCgroup.NO_LIMIT);
        assertThat(group.usageBytes()).isZero();
    }
}
