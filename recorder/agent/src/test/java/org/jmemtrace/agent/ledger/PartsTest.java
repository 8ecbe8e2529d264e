// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PartsTest {
    private static final String HOME = "/opt/jdk";

    private final StringBuilder smaps = new StringBuilder();

    /** A mapping with so many resident kilobytes; flags as nr and nh. */
    private PartsTest map(String header, int kilobytes, String flags) {
        smaps.append(header).append("\nSize: 1 kB\nRss:           ").append(kilobytes);
        smaps.append(" kB\nPss: 9 kB\nSwap:  2 kB\nSwapPss: 5 kB\nVmFlags: rd wr mr ")
                .append(flags);
        smaps.append('\n');
        return this;
    }

    private List<Mapping> mappings() {
        try {
            return Smaps.read(new ByteArrayInputStream(smaps.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Part partOf(int index) {
        return new Parts(mappings(), HOME).partOf(index);
    }

    static Stream<Arguments> alone() {
        return Stream.of(
                Arguments.of("10000-20000 rw-p 00000000 00:00 0 ", Part.ANONYMOUS),
                Arguments.of("10000-20000 rw-p 00000000 00:00 0                          [heap]", Part.ARENAS),
                Arguments.of("10000-20000 rw-p 00000000 00:00 0 [stack]", Part.STACKS),
                Arguments.of("10000-20000 r-xp 00000000 00:00 0 [vdso]", Part.LIBRARIES),
                Arguments.of("10000-20000 rw-s 00000000 00:0f 12 anon_inode:[perf_event]", Part.TOOL),
                Arguments.of("10000-20000 rw-s 00000000 00:01 7 /memfd:java_heap (deleted)", Part.JAVA_HEAP),
                Arguments.of("10000-20000 rw-s 00000000 00:01 7 /memfd:other (deleted)", Part.MAPPED_FILES),
                Arguments.of("10000-20000 r-xp 00000000 fe:00 7 /lib/libc.so.6", Part.LIBRARIES),
                Arguments.of("10000-20000 r--s 00000000 fe:00 7 /opt/jdk/lib/modules", Part.LIBRARIES),
                Arguments.of("10000-20000 r--s 00000000 fe:00 7 /opt/jdk2/data", Part.MAPPED_FILES),
                Arguments.of("10000-20000 r--s 00000000 fe:00 7 /home/me/app.jar", Part.LIBRARIES),
                Arguments.of("10000-20000 rw-p 00000000 fe:00 7 /opt/jdk/lib/server/classes.jsa", Part.CLASSES),
                Arguments.of(
                        "10000-20000 rw-s 00000000 fe:00 7 /data/a file with 10000-20000 rw-p", Part.MAPPED_FILES));
    }

    @ParameterizedTest
    @MethodSource("alone")
    void partOf_mappingByItself_isByItsName(String header, Part part) {
        map(header, 4, "ac");

        assertThat(partOf(0)).isEqualTo(part);
    }

    @Test
    void partOf_dataOfALibrary_isTheLibrarys() {
        map("10000-20000 r-xp 00000000 fe:00 7 /lib/libx.so", 4, "")
                .map("20000-21000 rw-p 00010000 fe:00 7 /lib/libx.so", 4, "")
                .map("21000-22000 rw-p 00000000 00:00 0 ", 4, "")
                .map("23000-24000 rw-p 00000000 00:00 0 ", 4, "");

        assertThat(partOf(1)).isEqualTo(Part.LIBRARIES);
        assertThat(partOf(2)).isEqualTo(Part.LIBRARIES);
        assertThat(partOf(3)).isEqualTo(Part.ANONYMOUS);
    }

    @Test
    void partOf_mappingAboveAGuard_isAStack() {
        map("100000-104000 ---p 00000000 00:00 0 ", 0, "")
                .map("104000-200000 rw-p 00000000 00:00 0 ", 88, "nh")
                .map("200000-300000 ---p 00000000 00:00 0 ", 0, "nr")
                .map("300000-400000 rw-p 00000000 00:00 0 ", 88, "");

        assertThat(partOf(1)).isEqualTo(Part.STACKS);
        assertThat(partOf(3)).as("above what is reserved only").isEqualTo(Part.ANONYMOUS);
    }

    @Test
    void partOf_largeMappingAboveAGuard_isAStackWhereTheKernelSaysSo() {
        map("1000000-1001000 ---p 00000000 00:00 0 ", 0, "").map("1001000-9000000 rw-p 00000000 00:00 0 ", 88, "");
        assertThat(partOf(1)).isEqualTo(Part.ANONYMOUS);

        smaps.setLength(0);
        map("1000000-1001000 ---p 00000000 00:00 0 ", 0, "").map("1001000-9000000 rw-p 00000000 00:00 0 ", 88, "nh");
        assertThat(partOf(1)).isEqualTo(Part.STACKS);
    }

    @Test
    void partOf_arena_isKnownByItsFlagOrByItsPlace() {
        map("7f0000000000-7f0000100000 rw-p 00000000 00:00 0 ", 8, "nr")
                .map("7f0000100000-7f0004000000 ---p 00000000 00:00 0 ", 0, "nr")
                .map("7f0008000000-7f0008100000 rw-p 00000000 00:00 0 ", 8, "")
                .map("7f0008100000-7f000c000000 ---p 00000000 00:00 0 ", 0, "")
                .map("7f0010000000-7f0010100000 rw-p 00000000 00:00 0 ", 8, "")
                .map("7f0010100000-7f0050000000 ---p 00000000 00:00 0 ", 0, "nr");

        assertThat(partOf(0)).isEqualTo(Part.ARENAS);
        assertThat(partOf(2)).isEqualTo(Part.ARENAS);
        assertThat(partOf(4)).as("1 GiB was reserved").isEqualTo(Part.ANONYMOUS);
    }

    /** One mapping is code in its middle, and a file in the heap's range is the heap's. */
    @Test
    void add_knownRanges_partAMappingByItsPagesAndSumToRss() throws IOException {
        map("10000-50000 rw-p 00000000 00:00 0 ", 100, "")
                .map("50000-60000 rw-p 00000000 fe:00 7 /opt/jdk/lib/server/classes.jsa", 40, "")
                .map("60000-70000 rw-p 00000000 fe:00 7 /opt/jdk/lib/server/classes.jsa", 44, "");
        List<Range> ranges =
                List.of(new Range(0x20000, 0x30000, Part.CODE), new Range(0x50000, 0x60000, Part.JAVA_HEAP));

        PartBytes sums = new Parts(mappings(), HOME).add(ranges, (start, end) -> (end - start) / 2);

        assertThat(sums.resident(Part.CODE)).isEqualTo(0x8000);
        assertThat(sums.resident(Part.ANONYMOUS)).isEqualTo(100 * 1024 - 0x8000);
        assertThat(sums.accessible(Part.ANONYMOUS)).isEqualTo(0x30000);
        assertThat(sums.resident(Part.JAVA_HEAP)).isEqualTo(40 * 1024);
        assertThat(sums.resident(Part.CLASSES)).isEqualTo(44 * 1024);
        assertThat(sums.swapped()).isEqualTo(3 * 2 * 1024);
    }

    /** Pages that the kernel has brought in meanwhile are not in RSS. */
    @Test
    void add_moreResidentPagesThanTheMappingHas_areCutOff() throws IOException {
        map("10000-50000 rw-p 00000000 00:00 0 ", 8, "");

        PartBytes sums = new Parts(mappings(), HOME)
                .add(List.of(new Range(0x10000, 0x20000, Part.CODE)), (start, end) -> end - start);

        assertThat(sums.resident(Part.CODE)).isEqualTo(8 * 1024);
        assertThat(sums.resident(Part.ANONYMOUS)).isZero();
    }

    @Test
    void read_noSmaps_saysSo() {
        assertThatThrownBy(
                        () -> Smaps.read(new ByteArrayInputStream("Rss: 4 kB\n".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class);
    }
}
