// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** With answers as JDK 17 and 25 gave them. */
class NativeSharesTest {
    private static final String JDK_17 = """

            Native Memory Tracking:

            Total: reserved=2525467, committed=464619
                   malloc: 7387 #5833
                   mmap:   reserved=2518080, committed=457232

            -                 Java Heap (reserved=1048576, committed=389120)
                                        (mmap: reserved=1048576, committed=389120)\s

            -                     Class (reserved=1048648, committed=200)
                                        (classes #485)
                                        (malloc=72 #526) (at peak)\s
                                        (mmap: reserved=1048576, committed=128)\s
                                        (  Metadata:   )
                                        (    reserved=65536, committed=192)

            -                    Thread (reserved=19506, committed=842)
                                        (thread #19)
                                        (stack: reserved=19456, committed=792)
                                        (malloc=30 #118) (peak=38 #122)\s
                                        (arena=20 #36) (peak=51 #34)

            -                        GC (reserved=77121, committed=52649)
                                        (malloc=5301 #1305) (at peak)\s
                                        (mmap: reserved=71820, committed=47348)

            -                     Other (reserved=7000, committed=7000)
                                        (malloc=7000 #10)

            -                   Tracing (reserved=400, committed=400)
                                        (malloc=399 #10)
                                        (arena=1 #1)

            -        Shared class space (reserved=16384, committed=12060)
                                        (mmap: reserved=16384, committed=12060)
            """;
    private static final String JDK_25 = """
            Memory mappings:
            from, to, vsize: address range and size
                               CARDTBL: GC Card table
            from               to                        vsize prot          rss      hugetlb pgsz notes            info                                  file
            ======================================
            0x000000007b001000-0x000000007bd95000     14237696 rw-p     13217792            0 4K   com              CDS                                   /usr/lib
            0x00000000c0000000-0x00000000d7a00000    396361728 rw-p       106496            0 4K   com              JAVAHEAP                              -
            0x00007f1e7c000000-0x00007f1e7c164000      1458176 rw-p       360448            0 4K   -                -                                     -
            0x00007f1e80000000-0x00007f1e80021000       135168 rw-p        57344            0 4K   com              CARDTBL                               -
            0x00007f1e90000000-0x00007f1e91000000     16777216 rw-p        57344            0 4K   com              GC                                    -
            0x00007f1e92000000-0x00007f1e92001000         4096 r--p         4096            0 4K   com              POLL                                  -
            0xffff800000000000-0xffff800000001000         4096 r--p         4096            0 4K   com              GC,META                               -
            """;

    private static PartBytes parts(long collector) {
        PartBytes parts = new PartBytes();
        parts.add(Part.COLLECTOR, collector, collector);
        return parts;
    }

    @Test
    void parse_summary_hasEachCategoryWithItsMallocAndArenas() {
        assertThat(NativeCategory.parse(JDK_17))
                .containsExactly(
                        new NativeCategory("Java Heap", 1048576, 389120, 0),
                        new NativeCategory("Class", 1048648, 200, 72),
                        new NativeCategory("Thread", 19506, 842, 50),
                        new NativeCategory("GC", 77121, 52649, 5301),
                        new NativeCategory("Other", 7000, 7000, 7000),
                        new NativeCategory("Tracing", 400, 400, 400),
                        new NativeCategory("Shared class space", 16384, 12060, 0));
        assertThat(NativeCategory.parse("Native memory tracking is not enabled\n"))
                .isEmpty();
        assertThat(NativeCategory.parse("")).isEmpty();
    }

    @Test
    void parse_systemMap_hasTheCollectorsAndTheJvms() {
        assertThat(SystemMap.parse(JDK_25))
                .containsExactly(
                        new Range(0x7f1e80000000L, 0x7f1e80021000L, Part.COLLECTOR),
                        new Range(0x7f1e90000000L, 0x7f1e91000000L, Part.COLLECTOR),
                        new Range(0x7f1e92000000L, 0x7f1e92001000L, Part.JVM));
        assertThat(SystemMap.parse("")).isEmpty();
        assertThat(SystemMap.parse("0x-0x- a b c d e f GC g")).isEmpty();
    }

    @Test
    void of_noTracking_whatTheJvmMappedIsTheCollectors() {
        assertThat(NativeShares.of(List.of(), parts(0), 500, 0)).isEqualTo(new NativeShares(500, 0, 0, 0));
    }

    @Test
    void of_trackingWithoutAddresses_collectorHasWhatItCommitted() {
        NativeShares shares = NativeShares.of(NativeCategory.parse(JDK_17), parts(0), 50_000, 5823);

        assertThat(shares.collectorBytes()).isEqualTo(47_348 + 5301);
        assertThat(shares.recorderBytes()).isEqualTo(400);
        assertThat(shares.otherBytes()).isEqualTo(50_000 - 47_348 + 72 + 50);
        assertThat(shares.mallocBytes()).isEqualTo(5301 + 400 + 72 + 50);
    }

    @Test
    void of_addresses_collectorHasWhatIsResidentThere() {
        NativeShares shares = NativeShares.of(NativeCategory.parse(JDK_17), parts(30_000), 900, 5823);

        assertThat(shares.collectorBytes()).isEqualTo(30_000 + 5301);
        assertThat(shares.otherBytes()).isEqualTo(900 + 72 + 50);
    }

    /** Of what it was handed out the JVM has not touched all: the rows still sum to RSS. */
    @Test
    void of_lessResidentThanMallocHandedOut_isNeverMoreThanThat() {
        NativeShares shares = NativeShares.of(NativeCategory.parse(JDK_17), parts(0), 50_000, 1000);

        assertThat(shares.collectorBytes() + shares.recorderBytes() + shares.otherBytes())
                .isEqualTo(50_000 + 1000);
        assertThat(shares.collectorBytes()).isEqualTo(47_348 + 5301 * 1000 / 5823);
    }

    @Test
    void residentBytes_programTakesMore_isNotTheJvms() {
        JvmMalloc malloc = new JvmMalloc();

        assertThat(malloc.residentBytes(200, 400, 300)).as("as all have").isEqualTo(150);
        assertThat(malloc.residentBytes(200, 1400, 1300)).isEqualTo(150);
        assertThat(malloc.residentBytes(250, 1450, 1350)).as("touched 50 more").isEqualTo(200);
        assertThat(malloc.residentBytes(350, 1550, 1360)).as("and 10 of 100").isEqualTo(210);
        assertThat(malloc.residentBytes(175, 1400, 1360)).as("gave back half").isEqualTo(105);
        assertThat(malloc.residentBytes(175, 200, 60))
                .as("no more than there is")
                .isEqualTo(60);
    }

    @Test
    void residentBytes_nothingHandedOut_isNothing() {
        assertThat(new JvmMalloc().residentBytes(200, 0, 300)).isZero();
        assertThat(new JvmMalloc().residentBytes(0, 100, 100)).isZero();
    }
}
