// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.jmemtrace.analyzer.reader.NodeTotals;
import org.jmemtrace.events.RecorderStatus;
import org.jmemtrace.events.Site;
import org.junit.jupiter.api.Test;

/** What methods took themselves and with their callees, from trees of which the truth is known. */
class MethodsTest {
    private static final int A = 16;
    private static final int B = 17;
    private static final int C = 18;

    private static SampleRecording recording() {
        return new SampleRecording().method(A, "p.A", "a").method(B, "p.B", "b").method(C, "p.C", "c");
    }

    private static MethodTotals row(Profile profile, String name) {
        return profile.methods().stream()
                .filter(row -> row.key().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void of_plainChain_totalsCountCallees() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 5, 4096)
                .node(2, 1, A, 1, 10, 0)
                .node(3, 2, B, 2, 200, 8192)
                .profile();
        assertThat(row(profile, "p.A.a"))
                .isEqualTo(new MethodTotals(row(profile, "p.A.a").key(), 1, 10, 210, 0, 8192));
        assertThat(row(profile, "p.B.b").calls()).isEqualTo(2);
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(200);
        assertThat(row(profile, "(outside woven code)").allocatedTotalBytes()).isEqualTo(215);
        assertThat(row(profile, "(outside woven code)").residentSelfBytes()).isEqualTo(4096);
    }

    @Test
    void of_totalsCountedByTheRecorder_replaceThoseOfAFoldedTree() {
        // a calls b, b calls a again, and that one calls c: folded, c hangs below the first a, and b has no callee.
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 5, 0)
                .node(2, 1, A, 2, 10, 0)
                .node(3, 2, B, 1, 200, 8192)
                .node(4, 2, C, 1, 1000, 0)
                .total(A, 1210, 8192)
                .total(B, 1205, 8192)
                .total(C, 400, 0)
                .total(C, 600, 0)
                .profile();
        assertThat(row(profile, "p.A.a").allocatedTotalBytes()).isEqualTo(1210);
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(1205);
        assertThat(row(profile, "p.B.b").allocatedSelfBytes()).isEqualTo(200);
        assertThat(row(profile, "p.B.b").residentTotalBytes()).isEqualTo(8192);
        assertThat(row(profile, "p.C.c").allocatedTotalBytes()).isEqualTo(1000);
        assertThat(row(profile, "(outside woven code)").allocatedTotalBytes()).isEqualTo(1215);
    }

    @Test
    void of_directRecursion_countsTheOuterCallOnce() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 100, 0)
                .node(3, 2, A, 1, 100, 0)
                .node(4, 3, A, 1, 100, 4096)
                .profile();
        MethodTotals a = row(profile, "p.A.a");
        assertThat(a.calls()).isEqualTo(3);
        assertThat(a.allocatedSelfBytes()).isEqualTo(300);
        assertThat(a.allocatedTotalBytes()).isEqualTo(300);
        assertThat(a.residentTotalBytes()).isEqualTo(4096);
    }

    @Test
    void of_mutualRecursion_countsEachOuterCallOnce() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 1, 0)
                .node(3, 2, B, 1, 10, 0)
                .node(4, 3, A, 1, 100, 0)
                .node(5, 4, B, 1, 1000, 0)
                .profile();
        assertThat(row(profile, "p.A.a").allocatedTotalBytes()).isEqualTo(1111);
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(1110);
    }

    @Test
    void of_sameMethodOnTwoBranches_addsBoth() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 1, 0)
                .node(3, 2, C, 1, 10, 0)
                .node(4, 1, B, 1, 2, 0)
                .node(5, 4, C, 1, 20, 0)
                .profile();
        assertThat(row(profile, "p.C.c").allocatedTotalBytes()).isEqualTo(30);
        assertThat(row(profile, "p.C.c").calls()).isEqualTo(2);
    }

    @Test
    void of_twoThreads_mergesTheirTrees() {
        Profile profile = recording()
                .nodeOf(1, 1, 0, Site.OUTSIDE, 0, 7, 0)
                .nodeOf(1, 2, 1, A, 1, 10, 0)
                .nodeOf(2, 11, 0, Site.OUTSIDE, 0, 8, 0)
                .nodeOf(2, 12, 11, A, 4, 30, 4096)
                .profile();
        assertThat(row(profile, "p.A.a").calls()).isEqualTo(5);
        assertThat(row(profile, "p.A.a").allocatedSelfBytes()).isEqualTo(40);
        assertThat(profile.tree().root().allocatedSelfBytes()).isEqualTo(15);
        assertThat(profile.tree().root().children()).hasSize(1);
    }

    @Test
    void of_twoSitesOfOneMethod_areOneRow() {
        Profile profile = recording()
                .method(19, "p.A", "a")
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 10, 0)
                .node(3, 1, 19, 1, 20, 0)
                .profile();
        assertThat(row(profile, "p.A.a").allocatedSelfBytes()).isEqualTo(30);
    }

    @Test
    void of_foldedNodes_countAsSelfAndWarn() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 10, 0)
                .node(3, 1, Site.OTHER, 0, 0, 0)
                .node(4, 3, B, 5, 500, 4096)
                .node(5, 3, A, 1, 1, 0)
                .profile();
        assertThat(row(profile, "p.B.b").calls()).isEqualTo(5);
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(500);
        assertThat(row(profile, "p.A.a").allocatedSelfBytes()).isEqualTo(11);
        assertThat(profile.warnings()).anyMatch(w -> w.startsWith("the recorder's tree of calls was full (2 contexts"));
        assertThat(profile.quality().grade()).isNotEqualTo(Quality.Grade.A);
    }

    @Test
    void of_foldedNodesWithCountedTotals_areExactAndWarnOnceOfTheCallers() {
        RecorderStatus status = new RecorderStatus();
        status.foldedNodes = 7;
        SampleRecording recording = recording()
                .exact()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 10, 0)
                .node(3, 1, Site.OTHER, 0, 0, 0)
                .node(4, 3, B, 5, 500, 4096)
                .total(A, 510, 4096)
                .total(B, 500, 4096);
        assertThat(recording.profile().warnings())
                .containsExactly("1 calling context was folded: callers below them are not known;"
                        + " methods' figures are exact");
        Profile profile = recording.status(status).profile();
        assertThat(profile.warnings())
                .containsExactly("7 calling contexts were folded: callers below them are not known;"
                        + " methods' figures are exact");
        assertThat(row(profile, "p.A.a").allocatedTotalBytes()).isEqualTo(510);
        assertThat(profile.quality().grade()).isEqualTo(Quality.Grade.A);
    }

    @Test
    void of_countedTotalsOlderThanTheTree_areRaisedToIt() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, A, 1, 10, 0)
                .node(3, 2, B, 1, 500, 4096)
                .total(A, 210, 0)
                .total(B, 200, 0)
                .profile();
        assertThat(row(profile, "p.A.a").allocatedTotalBytes()).isEqualTo(510);
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(500);
        assertThat(row(profile, "p.A.a").residentTotalBytes()).isEqualTo(4096);
    }

    @Test
    void of_siteWithoutName_isKnownByNumber() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 1, 99, 1, 10, 0)
                .profile();
        assertThat(row(profile, "(unnamed site 99)").allocatedSelfBytes()).isEqualTo(10);
        assertThat(profile.warnings()).anyMatch(w -> w.contains("known by number only"));
    }

    @Test
    void of_missingParent_keepsSelfAndWarns() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(3, 77, B, 2, 20, 0)
                .node(4, 3, C, 2, 2, 0)
                .profile();
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(22);
        assertThat(profile.tree().lostCallers()).isEqualTo(1);
        assertThat(profile.warnings()).anyMatch(w -> w.startsWith("1 context without a known caller"));
    }

    @Test
    void of_nodesThatAreTheirOwnCallers_endsAndKeepsSelf() {
        Profile profile = recording()
                .node(1, 0, Site.OUTSIDE, 0, 0, 0)
                .node(2, 3, A, 1, 10, 0)
                .node(3, 2, B, 1, 20, 0)
                .node(4, 4, C, 1, 40, 0)
                .profile();
        assertThat(profile.tree().root().allocatedTotalBytes()).isEqualTo(70);
        assertThat(profile.tree().lostCallers()).isEqualTo(3);
    }

    @Test
    void of_recursionOf200000Levels_needsNoStack() {
        SampleRecording deep = recording().node(1, 0, Site.OUTSIDE, 0, 0, 0);
        for (int i = 2; i <= 200_000; i++) {
            deep.node(i, i - 1, i % 2 == 0 ? A : B, 1, 1, 0);
        }
        Profile profile = deep.profile();
        assertThat(row(profile, "p.A.a").allocatedTotalBytes()).isEqualTo(199_999);
        assertThat(row(profile, "p.B.b").allocatedTotalBytes()).isEqualTo(199_998);
    }

    @Test
    void of_randomTrees_selfSumsToTheRootWhateverTheOrder() {
        Random random = new Random(42);
        for (int round = 0; round < 50; round++) {
            List<NodeTotals> nodes = new ArrayList<>();
            long allocated = 0;
            int size = 1 + random.nextInt(300);
            for (int i = 1; i <= size; i++) {
                long parent = i == 1 ? 0 : 1 + random.nextInt(i - 1);
                int site = i == 1 ? Site.OUTSIDE : 16 + random.nextInt(12);
                long bytes = random.nextInt(10_000);
                allocated += bytes;
                nodes.add(new NodeTotals(i, parent, site, 1, 1, bytes, 0));
            }
            IntFunction<SiteKey> keys = site -> SiteKey.of(site, java.util.Map.of());
            List<MethodTotals> inOrder = Methods.of(CallTree.of(nodes, keys), List.of(), keys);
            Collections.shuffle(nodes, random);
            CallTree shuffled = CallTree.of(nodes, keys);
            assertThat(Methods.of(shuffled, List.of(), keys)).isEqualTo(inOrder);
            assertThat(shuffled.root().allocatedTotalBytes()).isEqualTo(allocated);
            assertThat(inOrder.stream()
                            .mapToLong(MethodTotals::allocatedSelfBytes)
                            .sum())
                    .isEqualTo(allocated);
            assertThat(inOrder)
                    .allSatisfy(row -> assertThat(row.allocatedTotalBytes())
                            .isBetween(row.allocatedSelfBytes(), shuffled.root().allocatedTotalBytes()));
        }
    }
}
