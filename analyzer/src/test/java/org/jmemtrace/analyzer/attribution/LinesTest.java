// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.jmemtrace.analyzer.RecordingFixture;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines from real events, of a program of which the truth is known: outer calls inner from its second line. */
class LinesTest {
    private static final int OUTER = Site.FIRST;
    private static final int INNER = OUTER + 3;

    @TempDir
    private Path directory;

    /** The tree of a thread from a node on. */
    private static void tree(RecordingFixture fixture, long first) {
        fixture.node(first, 0, Site.OUTSIDE, 0, 5, 0)
                .node(first + 1, first, OUTER, 2, 7, 0) // before its first line
                .node(first + 2, first + 1, OUTER + 1, 2, 100, 4096)
                .node(first + 3, first + 1, OUTER + 2, 20, 10, 0)
                .node(first + 4, first + 3, INNER, 20, 0, 0)
                .node(first + 5, first + 4, INNER + 1, 20, 1000, 8192);
        fixture.total(first, OUTER, 1117, 12_288, false)
                .total(first, OUTER + 1, 100, 4096, false)
                .total(first, OUTER + 2, 1010, 8192, false)
                .total(first, INNER, 1000, 8192, false)
                .total(first, INNER + 1, 1000, 8192, false);
    }

    private static RecordingFixture named() {
        return new RecordingFixture()
                .jvm()
                .site(OUTER, "p.Outer", "run")
                .line(OUTER + 1, "p.Outer", "run", 10)
                .line(OUTER + 2, "p.Outer", "run", 11)
                .site(INNER, "p.Inner", "make")
                .line(INNER + 1, "p.Inner", "make", 50);
    }

    private Profile read(RecordingFixture fixture) throws Exception {
        Path file = fixture.writeTo(directory.resolve("lines.jfr"));
        return Profile.of(RecordingReader.read(List.of(file.toString())));
    }

    @Test
    void lines_ofTwoThreads_areSumsOfEachLine() throws Exception {
        try (RecordingFixture fixture = named()) {
            tree(fixture, 1);
            tree(fixture, 101);

            assertThat(read(fixture).lines())
                    .extracting(
                            row -> row.key().className() + ":" + row.key().line(),
                            MethodTotals::calls,
                            MethodTotals::allocatedSelfBytes,
                            MethodTotals::allocatedTotalBytes,
                            MethodTotals::residentSelfBytes,
                            MethodTotals::residentTotalBytes)
                    .containsExactly(
                            tuple("p.Inner:50", 40L, 2000L, 2000L, 16_384L, 16_384L),
                            tuple("p.Outer:10", 4L, 200L, 200L, 8192L, 8192L),
                            tuple("p.Outer:11", 40L, 20L, 2020L, 0L, 16_384L));
        }
    }

    @Test
    void methods_withLines_areAsWithout() throws Exception {
        try (RecordingFixture fixture = named()) {
            tree(fixture, 1);
            Profile profile = read(fixture);

            assertThat(profile.methods())
                    .filteredOn(row -> row.key().isMethod())
                    .extracting(
                            row -> row.key().name(),
                            MethodTotals::calls,
                            MethodTotals::allocatedSelfBytes,
                            MethodTotals::allocatedTotalBytes,
                            MethodTotals::residentSelfBytes,
                            MethodTotals::residentTotalBytes)
                    .containsExactly(
                            tuple("p.Inner.make", 20L, 1000L, 1000L, 8192L, 8192L),
                            tuple("p.Outer.run", 2L, 117L, 1117L, 4096L, 12_288L));
            CallTree.Node outer = profile.tree().root().children().iterator().next();
            assertThat(outer.children()).hasSize(1);
            assertThat(profile.tree().root().allocatedTotalBytes()).isEqualTo(1122);
        }
    }

    /** A line calls a native method, which calls back. */
    private static void callBack(RecordingFixture fixture) {
        int allocate = INNER + 10;
        fixture.nativeSite(allocate, "p.Library", "allocate")
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, OUTER, 1, 0, 0)
                .node(3, 2, OUTER + 1, 7, 100, 4096)
                .node(4, 3, allocate, 9, 16, 65_536)
                .node(5, 4, INNER, 1, 0, 0)
                .node(6, 5, INNER + 1, 1, 1000, 0)
                .total(1, allocate, 1016, 65_536, false)
                .total(1, OUTER + 1, 1116, 69_632, false);
    }

    @Test
    void lines_callNativeMethods_haveThemInTheirTotals() throws Exception {
        try (RecordingFixture fixture = named()) {
            callBack(fixture);
            Profile profile = read(fixture);

            assertThat(profile.linesAndNatives())
                    .extracting(
                            row -> row.key().name() + ":" + row.key().line(),
                            MethodTotals::calls,
                            MethodTotals::allocatedSelfBytes,
                            MethodTotals::allocatedTotalBytes,
                            MethodTotals::residentSelfBytes,
                            MethodTotals::residentTotalBytes)
                    .containsExactly(
                            tuple("p.Inner.make:50", 1L, 1000L, 1000L, 0L, 0L),
                            tuple("p.Outer.run:10", 7L, 100L, 1116L, 4096L, 69_632L),
                            tuple("p.Library.allocate:0", 9L, 16L, 1016L, 65_536L, 65_536L));
        }
    }

    @Test
    void linesWithNatives_callNativeMethods_takeWhatThoseTake() throws Exception {
        try (RecordingFixture fixture = named()) {
            callBack(fixture);
            Profile profile = read(fixture);

            assertThat(profile.linesWithNatives())
                    .extracting(
                            row -> row.key().line(),
                            MethodTotals::calls,
                            MethodTotals::allocatedSelfBytes,
                            MethodTotals::allocatedTotalBytes,
                            MethodTotals::residentSelfBytes)
                    .containsExactly(tuple(50, 1L, 1000L, 1000L, 0L), tuple(10, 7L, 116L, 1116L, 69_632L));
        }
    }

    @Test
    void lines_recursive_totalCountsTheOutermost() throws Exception {
        try (RecordingFixture fixture = named()) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0)
                    .node(2, 1, OUTER, 1, 0, 0)
                    .node(3, 2, OUTER + 1, 1, 100, 0)
                    .node(4, 3, OUTER, 1, 0, 0)
                    .node(5, 4, OUTER + 1, 1, 100, 0)
                    .total(1, OUTER, 200, 0, false)
                    .total(1, OUTER + 1, 200, 0, false);

            assertThat(read(fixture).lines())
                    .extracting(
                            MethodTotals::calls, MethodTotals::allocatedSelfBytes, MethodTotals::allocatedTotalBytes)
                    .containsExactly(tuple(2L, 200L, 200L));
        }
    }

    @Test
    void bytecodes_onOneLine_areRowsOfTheirOwn() throws Exception {
        try (RecordingFixture fixture = new RecordingFixture()
                .jvm()
                .site(OUTER, "p.Outer", "run")
                .bytecode(OUTER + 1, "p.Outer", "run", 10, 3, "new byte[]")
                .bytecode(OUTER + 2, "p.Outer", "run", 10, 8, "new int[]")) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0)
                    .node(2, 1, OUTER, 1, 0, 0)
                    .node(3, 2, OUTER + 1, 1, 100, 0)
                    .node(4, 2, OUTER + 2, 1, 300, 0);

            assertThat(read(fixture).lines())
                    .extracting(
                            row -> row.key().bytecodeIndex(),
                            row -> row.key().target(),
                            MethodTotals::allocatedSelfBytes)
                    .containsExactly(tuple(3, "new byte[]", 100L), tuple(8, "new int[]", 300L));
        }
    }

    /** As of a JVM that was killed between writing what lines took and what they took with their callees. */
    @Test
    void lines_withoutTotals_haveThemFromTheTree() throws Exception {
        try (RecordingFixture fixture = named()) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0)
                    .node(2, 1, OUTER, 1, 0, 0)
                    .node(3, 2, OUTER + 2, 1, 10, 0)
                    .node(4, 3, INNER, 1, 7, 0)
                    .node(5, 4, INNER + 1, 1, 1000, 4096);

            assertThat(read(fixture).lines())
                    .extracting(MethodTotals::allocatedTotalBytes, MethodTotals::residentTotalBytes)
                    .containsExactly(tuple(1000L, 4096L), tuple(1017L, 4096L));
        }
    }

    @Test
    void lines_belowAFold_keepWhatWasCounted() throws Exception {
        try (RecordingFixture fixture = named()) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0)
                    .node(2, 1, OUTER, 1, 0, 0)
                    .node(3, 2, OUTER + 2, 1, 10, 0)
                    .node(4, 1, Site.OTHER, 0, 0, 0)
                    .node(5, 4, INNER, 1, 0, 0)
                    .node(6, 5, INNER + 1, 1, 1000, 0)
                    .total(1, OUTER, 1010, 0, false)
                    .total(1, OUTER + 2, 1010, 0, false)
                    .total(1, INNER, 1000, 0, false)
                    .total(1, INNER + 1, 1000, 0, false);
            Profile profile = read(fixture);

            assertThat(profile.lines())
                    .extracting(MethodTotals::allocatedSelfBytes, MethodTotals::allocatedTotalBytes)
                    .containsExactly(tuple(1000L, 1000L), tuple(10L, 1010L));
            assertThat(profile.tree().foldedNodes()).isEqualTo(1);
        }
    }

    /** The event of a method's node can be lost where those of its lines are not. */
    @Test
    void methods_whoseNodeIsLost_haveWhatTheirLinesTook() throws Exception {
        try (RecordingFixture fixture = named()) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0)
                    .node(3, 2, OUTER + 1, 1, 100, 0)
                    .node(4, 2, OUTER + 2, 1, 10, 0)
                    .node(5, 4, INNER, 1, 1, 0);
            Profile profile = read(fixture);

            assertThat(profile.methods())
                    .filteredOn(row -> row.key().isMethod())
                    .extracting(
                            row -> row.key().name(),
                            MethodTotals::allocatedSelfBytes,
                            MethodTotals::allocatedTotalBytes)
                    .containsExactly(tuple("p.Inner.make", 1L, 1L), tuple("p.Outer.run", 110L, 111L));
            assertThat(profile.tree().lostCallers()).isEqualTo(1);
        }
    }

    @Test
    void lines_ofCallsAlone_areNone() throws Exception {
        try (RecordingFixture fixture = named()) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0).node(2, 1, OUTER, 1, 100, 0);

            assertThat(read(fixture).lines()).isEmpty();
        }
    }
}
