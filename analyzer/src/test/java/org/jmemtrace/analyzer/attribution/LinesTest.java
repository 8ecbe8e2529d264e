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

    @Test
    void lines_ofCallsAlone_areNone() throws Exception {
        try (RecordingFixture fixture = named()) {
            fixture.node(1, 0, Site.OUTSIDE, 0, 0, 0).node(2, 1, OUTER, 1, 100, 0);

            assertThat(read(fixture).lines()).isEmpty();
        }
    }
}
