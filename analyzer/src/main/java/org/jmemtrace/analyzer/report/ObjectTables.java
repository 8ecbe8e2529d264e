// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.attribution.ObjectRow;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Source;
import org.jmemtrace.analyzer.reader.Holders;
import org.jmemtrace.analyzer.reader.LiveObject;
import org.jmemtrace.events.Site;

/** Objects: what looks like a leak, what was made and is alive by type and by site, single ones, and who holds some. */
final class ObjectTables {
    private static final int MOST_NAMED = 3;
    private static final int FRAMES = 5;
    private static final int LINKS = 8;

    private final Profile profile;
    private final ReportOptions options;
    private final Amounts amounts;

    ObjectTables(Profile profile, ReportOptions options, Amounts amounts) {
        this.profile = profile;
        this.options = options;
        this.amounts = amounts;
    }

    /** The verdict and the tables by type and site. */
    void print(Page page) {
        if (profile.objects().isEmpty()) {
            return;
        }
        printVerdict(page);
        printRows("OBJECTS BY TYPE", profile.objectTypes(), page);
        printRows("OBJECTS BY SITE", profile.objects(), page);
        printNotes(page);
    }

    /** Objects one by one, and who holds some. */
    void printSingle(Page page) {
        printLive(page);
        printHolders(page);
    }

    private void printVerdict(Page page) {
        List<ObjectRow> leaks =
                profile.objects().stream().filter(row -> row.leak().isPresent()).toList();
        page.blank();
        if (leaks.isEmpty()) {
            page.line(page.ink().green("NO TYPE OF OBJECTS LOOKS LIKE A LEAK"));
            page.paragraph("  ", "  ", lookedAt());
            return;
        }
        page.line(page.ink()
                .red(leaks.size() == 1 ? "1 SITE LOOKS LIKE A LEAK" : leaks.size() + " SITES LOOK LIKE LEAKS"));
        for (ObjectRow row : leaks.subList(0, shown(leaks.size()))) {
            page.paragraph("  ", "    ", sentence(row));
        }
        page.paragraph(
                "  ",
                "  ",
                "A leak here is what survives two collections or more and comes throughout the time; a cache that is to"
                        + " hold as much looks the same.");
    }

    private String lookedAt() {
        boolean tracked = profile.objects().stream().anyMatch(row -> row.live() + row.freed() > 0);
        int collections = profile.objects().stream()
                .mapToInt(ObjectRow::collections)
                .max()
                .orElse(0);
        if (!tracked) {
            return "Objects were counted and not followed (track=off): what lives is not known.";
        }
        return collections == 0
                ? "No collection was run before the end (gcOnStop): what is live can be garbage not yet found."
                : "Nothing both survived collections and kept coming; " + collections
                        + (collections == 1 ? " collection was" : " collections were") + " run before the end.";
    }

    String sentence(ObjectRow row) {
        String place = row.site().map(this::place).orElse("");
        boolean waiting = row.finalizerPending() * 2 > row.live();
        return SafeText.of(row.type(), options.ascii()) + " made at " + place + ": " + Amounts.count(row.live())
                + " live, " + amounts.bytes(row.liveBytes())
                + row.leak()
                        .map(leak -> waiting
                                ? ", of which " + Amounts.count(row.finalizerPending()) + " wait for their finalizer"
                                : ", half of them survived " + leak.survivedCollections() + " collections or more")
                        .orElse("")
                + row.leak()
                        .map(leak -> "; they came during " + Amounts.duration(leak.spanNanos()))
                        .orElse("")
                + ", " + Amounts.count(row.freed()) + " freed.";
    }

    private int shown(int rows) {
        return options.top() == 0 ? rows : Math.min(rows, options.top());
    }

    private void printRows(String title, List<ObjectRow> rows, Page page) {
        List<ObjectRow> listed = rows.subList(0, shown(rows.size()));
        page.heading(
                title + "   "
                        + Amounts.count(rows.stream().mapToLong(ObjectRow::live).sum()) + " live",
                listed.size() < rows.size() ? "(top " + listed.size() + " of " + Amounts.count(rows.size()) + ")" : "");
        Table table =
                new Table().header(List.of("new", "freed", "live", "live bytes", "age: median", "p95", "oldest"), "");
        for (ObjectRow row : listed) {
            table.row(
                    Source.COUNTED.tag(),
                    List.of(
                            Amounts.count(row.made()),
                            Amounts.count(row.freed()),
                            row.untracked() == row.made() && row.live() == 0 ? "-" : Amounts.count(row.live()),
                            amounts.column(row.liveBytes()),
                            age(row, row.ages().median()),
                            age(row, row.ages().high()),
                            age(row, row.ages().oldest())),
                    "");
            table.row(' ', List.of(), "  " + name(row)); // below: the columns leave no room for it
        }
        table.printTo(page, MethodNames::fit);
    }

    private static String age(ObjectRow row, long nanos) {
        return row.live() == 0 ? "." : Amounts.duration(nanos);
    }

    private String name(ObjectRow row) {
        return row.site()
                .map(site -> place(site) + " " + SafeText.of(simple(row.type()), options.ascii()))
                .orElse(SafeText.of(row.type(), options.ascii()));
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private String place(Site site) {
        return SafeText.of(
                site.className + "." + site.method + (site.line > 0 ? ":" + site.line : ""), options.ascii());
    }

    private void printNotes(Page page) {
        long untracked = profile.objects().stream()
                .filter(row -> row.live() + row.freed() > 0)
                .mapToLong(ObjectRow::untracked)
                .sum();
        note(
                page,
                ObjectRow::finalizerPending,
                "of the live objects only a finalizer keeps, which has not run or not ended");
        note(
                page,
                ObjectRow::softlyReachable,
                "of the freed objects only soft references kept, which the last collection cleared");
        note(page, untracked, "of the new objects were counted and not followed, as too many were being followed");
    }

    /** Says where most of them were made, too. */
    private void note(Page page, ToLongFunction<ObjectRow> count, String what) {
        List<ObjectRow> rows = profile.objects().stream()
                .filter(row -> count.applyAsLong(row) > 0)
                .sorted(Comparator.comparingLong(count).reversed())
                .toList();
        String names = rows.stream().limit(MOST_NAMED).map(this::name).collect(Collectors.joining(", "));
        note(
                page,
                rows.stream().mapToLong(count).sum(),
                what + ": " + names + (rows.size() > MOST_NAMED ? " and others" : ""));
    }

    private static void note(Page page, long count, String what) {
        if (count > 0) {
            page.paragraph("  ", "  ", Amounts.count(count) + " " + what + ".");
        }
    }

    private void printLive(Page page) {
        List<LiveObject> live = profile.recording().objects().live();
        if (live.isEmpty()) {
            page.heading("LIVE OBJECTS", "");
            page.paragraph(
                    "  ",
                    "  ",
                    "None is known one by one: the recording has no events of them (events=sites), or"
                            + " all are gone.");
            return;
        }
        int rows = shown(live.size());
        page.heading("LIVE OBJECTS", "(oldest " + rows + " of " + Amounts.count(live.size()) + ")");
        long end = profile.recording().endEpochNanos();
        for (LiveObject object : live.subList(0, rows)) {
            Optional<Site> site =
                    Optional.ofNullable(profile.recording().sites().get(object.site()));
            page.line(SafeText.of(
                    String.format(
                            Locale.ROOT,
                            "= #%d %s   %s   %s old   thread %s",
                            object.serial(),
                            object.type(),
                            amounts.bytes(object.bytes()),
                            Amounts.duration(end - object.bornEpochNanos()),
                            object.thread()),
                    options.ascii()));
            List<String> frames = object.frames().isEmpty()
                    ? site.map(this::place).stream().toList()
                    : object.frames()
                            .subList(0, Math.min(FRAMES, object.frames().size()));
            frames.forEach(frame -> page.line("    at " + SafeText.of(frame, options.ascii())));
        }
    }

    /** Of the objects that the JVM sampled, those of the types that are followed. */
    private void printHolders(Page page) {
        Set<String> types = profile.objects().stream().map(ObjectRow::type).collect(Collectors.toSet());
        List<Holders> holders = profile.recording().objects().holders().stream()
                .filter(each -> types.contains(each.type()))
                .filter(each -> !each.links().isEmpty() || !each.root().isEmpty())
                .toList();
        if (holders.isEmpty()) {
            return;
        }
        Map<String, List<Holders>> alike = new LinkedHashMap<>();
        for (Holders each : holders) {
            alike.computeIfAbsent(
                            path(each).replaceAll("\\[\\d+]", "[]") + each.type() + each.frames(),
                            k -> new ArrayList<>())
                    .add(each);
        }
        int rows = shown(alike.size());
        page.heading(
                "WHO HOLDS OLD OBJECTS",
                "(" + rows + " of " + alike.size() + " ways, " + Amounts.count(holders.size())
                        + " objects sampled by the JVM)");
        for (List<Holders> group : List.copyOf(alike.values()).subList(0, rows)) {
            Holders each = group.get(0);
            page.line(SafeText.of(
                    "~ " + each.type() + (group.size() > 1 ? "   " + group.size() + " alike" : ""), options.ascii()));
            if (!each.frames().isEmpty()) {
                page.line(SafeText.of("    made at " + each.frames().get(0), options.ascii()));
            }
            page.paragraph("    held by ", "      ", SafeText.of(path(each), options.ascii()));
        }
    }

    private static String path(Holders holders) {
        return holders.links().stream().limit(LINKS).collect(Collectors.joining(" <- "))
                + (holders.links().size() > LINKS ? " <- ..." : "")
                + (holders.root().isEmpty() ? "" : " <- root: " + holders.root());
    }
}
