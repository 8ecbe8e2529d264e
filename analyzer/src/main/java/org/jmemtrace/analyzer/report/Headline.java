// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.Quality;
import org.jmemtrace.analyzer.attribution.RssSeries;
import org.jmemtrace.analyzer.reader.Jvm;
import org.jmemtrace.analyzer.reader.Recording;

/** What was recorded, and how well. */
final class Headline {
    private static final String GAP = "   ";

    private Headline() {}

    static void print(Profile profile, Page page) {
        printParts(identity(profile.recording()), page);
        Quality quality = profile.quality();
        page.paragraph("Quality " + quality.grade() + ": ", "  ", String.join(", ", qualityParts(profile)));
        printReason("allocated", quality.allocated(), page);
        printReason("resident", quality.resident(), page);
    }

    /** File, duration, process, JVM; without what the recording does not say. */
    static List<String> identity(Recording recording) {
        Jvm jvm = recording.jvm();
        List<String> parts = new ArrayList<>();
        parts.add(recording.files().stream().map(SafeText::of).collect(Collectors.joining(" ")));
        parts.add(Amounts.duration(recording.durationNanos()));
        if (jvm.pid() != 0) {
            parts.add("pid " + jvm.pid());
        }
        if (!jvm.version().isEmpty()) {
            parts.add("JDK " + SafeText.of(shortVersion(jvm.version())));
        }
        if (!jvm.collector().isEmpty()) {
            parts.add(SafeText.of(jvm.collector()));
        }
        if (jvm.maxHeapBytes() > 0) {
            parts.add("-Xmx" + heapOption(jvm.maxHeapBytes()));
        }
        return parts;
    }

    /** On one line if there is room, else on as many as it takes. */
    static void printParts(List<String> parts, Page page) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            if (line.length() > 0 && line.length() + GAP.length() + part.length() > page.width()) {
                page.line(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : GAP).append(part);
        }
        page.line(line.toString());
    }

    private static List<String> qualityParts(Profile profile) {
        List<String> parts = new ArrayList<>();
        if (profile.recording().isOfSamplesAlone()) {
            parts.add(profile.objects().isEmpty() ? "samples alone, nothing woven" : "objects counted, calls not");
        } else {
            parts.add("allocated " + profile.quality().allocated().resolution());
            parts.add("resident " + profile.quality().resident().resolution());
        }
        RssSeries rss = profile.rss();
        if (rss.size() > 1) {
            parts.add(profile.rss().name().substring(0, 3) + " every "
                    + Amounts.duration(rss.durationNanos() / (rss.size() - 1)));
        } else {
            parts.add("no RSS samples");
        }
        long lost = profile.recording().lostBytes();
        int damaged = profile.recording().damagedChunks();
        if (lost == 0 && damaged == 0) {
            parts.add(profile.recording().warnings().isEmpty() ? "nothing lost" : "see the warnings below");
        }
        if (lost > 0) {
            parts.add(new Amounts(false).bytes(lost) + " of events lost");
        }
        if (damaged > 0) {
            parts.add(damaged + (damaged == 1 ? " chunk" : " chunks") + " lost");
        }
        return parts;
    }

    private static void printReason(String counter, Quality.Counter choice, Page page) {
        if (!choice.reason().isEmpty()) {
            page.paragraph(
                    "  ",
                    "    ",
                    counter + " is read from " + SafeText.of(choice.from()) + ": " + SafeText.of(choice.reason()));
        }
    }

    /** Without the build: 17.0.15+6-Debian-1deb12u1 is 17.0.15. */
    private static String shortVersion(String version) {
        int end = 0;
        while (end < version.length() && (Character.isDigit(version.charAt(end)) || version.charAt(end) == '.')) {
            end++;
        }
        return end == 0 ? version : version.substring(0, end);
    }

    /** As on the command line: 2g, 512m, or the bytes. */
    private static String heapOption(long bytes) {
        if (bytes % (1L << 30) == 0) {
            return (bytes >> 30) + "g";
        }
        if (bytes % (1L << 20) == 0) {
            return (bytes >> 20) + "m";
        }
        return Long.toString(bytes);
    }
}
