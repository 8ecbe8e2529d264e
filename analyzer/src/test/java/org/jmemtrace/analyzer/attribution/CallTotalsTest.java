// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jmemtrace.analyzer.RecordingFixture;
import org.jmemtrace.analyzer.reader.RecordingReader;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods' totals from real events, of calls of which the truth is known. */
class CallTotalsTest {
    private static final int A = Site.FIRST;
    private static final int B = A + 1;
    private static final int C = A + 2;
    private static final int METHODS = 5;

    @TempDir
    private Path directory;

    private static RecordingFixture named(RecordingFixture fixture) {
        fixture.jvm();
        for (int i = 0; i < METHODS; i++) {
            fixture.site(A + i, "p.M" + i, "m");
        }
        return fixture;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static Profile read(Path... files) throws Exception {
        return Profile.of(
                RecordingReader.read(Arrays.stream(files).map(Path::toString).toList()));
    }

    private Profile write(KnownCalls... threads) throws Exception {
        try (RecordingFixture fixture = named(new RecordingFixture())) {
            for (KnownCalls thread : threads) {
                thread.writeTotals(fixture, /* baseline= */ false).writeTree(fixture, /* baseline= */ false);
            }
            return read(fixture.writeTo(file("a.jfr")));
        }
    }

    private static MethodTotals row(Profile profile, int site) {
        return profile.methods().stream()
                .filter(row -> row.key().className().equals("p.M" + (site - A)))
                .findFirst()
                .orElseThrow();
    }

    /** All figures but resident self, of which the tree has no other account. */
    private static void assertTrue(Profile profile, KnownCalls... threads) {
        for (int site = A; site < A + METHODS; site++) {
            KnownCalls.Truth sum = new KnownCalls.Truth();
            for (KnownCalls thread : threads) {
                KnownCalls.Truth one = thread.truthOf(site);
                sum.calls += one.calls;
                sum.allocatedSelf += one.allocatedSelf;
                sum.allocatedTotal += one.allocatedTotal;
                sum.residentTotal += one.residentTotal;
            }
            if (sum.calls > 0) {
                MethodTotals row = row(profile, site);
                assertThat(row.calls()).isEqualTo(sum.calls);
                assertThat(row.allocatedSelfBytes()).isEqualTo(sum.allocatedSelf);
                assertThat(row.allocatedTotalBytes()).isEqualTo(sum.allocatedTotal);
                assertThat(row.residentTotalBytes()).isEqualTo(sum.residentTotal);
            }
        }
    }

    @Test
    void read_directRecursion_countsTheOutermostCall() throws Exception {
        KnownCalls calls = new KnownCalls(1, /* folding= */ true);
        calls.call(A).take(1, 0).call(A).take(10, 4096).call(A).take(100, 0);
        Profile profile = write(calls);
        assertThat(row(profile, A).calls()).isEqualTo(3);
        assertThat(row(profile, A).allocatedSelfBytes()).isEqualTo(111);
        assertThat(row(profile, A).allocatedTotalBytes()).isEqualTo(111);
        assertThat(row(profile, A).residentTotalBytes()).isEqualTo(4096);
    }

    @Test
    void read_mutualRecursionFolded_givesTheCalleesBackToTheOneBetween() throws Exception {
        KnownCalls calls = new KnownCalls(1, /* folding= */ true);
        calls.call(A)
                .take(1, 0)
                .call(B)
                .take(10, 0)
                .call(A)
                .take(100, 0)
                .call(C)
                .take(1000, 4096);
        Profile profile = write(calls);
        assertThat(row(profile, A).allocatedTotalBytes()).isEqualTo(1111);
        assertThat(row(profile, B).allocatedTotalBytes()).isEqualTo(1110); // 10 by the tree, where B has no callees
        assertThat(row(profile, B).allocatedSelfBytes()).isEqualTo(10);
        assertThat(row(profile, B).residentTotalBytes()).isEqualTo(4096);
        assertThat(row(profile, C).allocatedTotalBytes()).isEqualTo(1000);
        assertThat(profile.tree().root().allocatedTotalBytes()).isEqualTo(1111);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void read_randomCallsOfTwoThreadsFolded_areExact(long seed) throws Exception {
        KnownCalls one = new KnownCalls(1, /* folding= */ true).run(new Random(seed), METHODS, 2000);
        KnownCalls two = new KnownCalls(100_001, /* folding= */ true).run(new Random(-seed), METHODS, 1000);
        assertTrue(write(one, two), one, two);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void read_noTotalsAndNotFolded_followFromTheTree(long seed) throws Exception {
        KnownCalls calls = new KnownCalls(1, /* folding= */ false).run(new Random(seed), METHODS, 2000);
        try (RecordingFixture fixture = named(new RecordingFixture())) {
            calls.writeTree(fixture, /* baseline= */ false);
            Profile profile = read(fixture.writeTo(file("a.jfr")));
            assertTrue(profile, calls);
            assertThat(profile.warnings()).isEmpty();
        }
    }

    @Test
    void read_noTotalsAndFolded_areLowerBoundsWithAWarning() throws Exception {
        KnownCalls calls = new KnownCalls(1, /* folding= */ true);
        calls.call(A).call(B).take(10, 0).call(A).call(C).take(1000, 0);
        RecorderStatus status = new RecorderStatus();
        status.foldedNodes = 1;
        try (RecordingFixture fixture = named(new RecordingFixture())) {
            calls.writeTree(fixture, /* baseline= */ false);
            Profile profile = read(fixture.event(status).writeTo(file("a.jfr")));
            assertThat(row(profile, B).allocatedTotalBytes()).isEqualTo(10);
            assertThat(profile.warnings()).singleElement().asString().endsWith("lower bounds");
        }
    }

    @Test
    void read_baselinesOfTwoChunks_takesOffTheFirst() throws Exception {
        KnownCalls calls = new KnownCalls(1, /* folding= */ true).run(new Random(7), METHODS, 500);
        long allocatedBefore = calls.truthOf(A).allocatedTotal;
        long residentBefore = calls.truthOf(A).residentTotal;
        try (RecordingFixture fixture = named(new RecordingFixture())) {
            calls.writeTotals(fixture, /* baseline= */ true).writeTree(fixture, /* baseline= */ true);
            calls.run(new Random(8), METHODS, 500);
            calls.writeTotals(fixture, /* baseline= */ false).writeTree(fixture, /* baseline= */ false);
            named(fixture.nextChunk());
            calls.writeTotals(fixture, /* baseline= */ true).writeTree(fixture, /* baseline= */ true);
            calls.run(new Random(9), METHODS, 500);
            calls.writeTotals(fixture, /* baseline= */ false).writeTree(fixture, /* baseline= */ false);
            fixture.writeTo(file("a.jfr"));
        }
        MethodTotals row = row(read(file("a.jfr")), A);
        assertThat(allocatedBefore).isPositive();
        assertThat(row.allocatedTotalBytes()).isEqualTo(calls.truthOf(A).allocatedTotal - allocatedBefore);
        assertThat(row.residentTotalBytes()).isEqualTo(calls.truthOf(A).residentTotal - residentBefore);
    }

    @Test
    void read_overlappingFilesInAnyOrder_countEachCallOnce() throws Exception {
        KnownCalls calls = new KnownCalls(1, /* folding= */ true).run(new Random(10), METHODS, 500);
        try (RecordingFixture fixture = named(new RecordingFixture())) {
            calls.writeTotals(fixture, /* baseline= */ false).writeTree(fixture, /* baseline= */ false);
            fixture.dumpTo(file("first.jfr"));
            calls.run(new Random(11), METHODS, 500).writeTotals(fixture, /* baseline= */ false);
            calls.writeTree(fixture, /* baseline= */ false);
            fixture.writeTo(file("second.jfr"));
        }
        assertTrue(read(file("second.jfr"), file("first.jfr")), calls);
    }
}
