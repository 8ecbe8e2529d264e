// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Arrays;
import java.util.Locale;
import org.jmemtrace.analyzer.attribution.ContainerUse;
import org.jmemtrace.analyzer.attribution.LedgerSeries;
import org.jmemtrace.analyzer.attribution.Profile;
import org.jmemtrace.analyzer.attribution.RssSeries;

/** RSS over time in a few lines of letters, in its parts where they are known, below the container's limit. */
final class RssPicture {
    static final int LEAST_SAMPLES = 8;
    private static final int LEAST_LEDGERS = 4;
    private static final int ROWS = 5;
    private static final int AXIS_LETTERS = 11;
    private static final int MOST_COLUMNS = 66;
    private static final String LIMIT = " limit ";

    /** 1/4, 1/2, 1, 1.5, 2 and so on to 250. */
    private static final int[] HANDY_QUARTERS = {
        1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 60, 80, 100, 120, 160, 200, 240, 320, 400, 600, 800, 1000
    };

    private final Profile profile;
    private final RssSeries rss;
    private final int columns;
    private final boolean parted;

    private RssPicture(Profile profile, int columns) {
        this.profile = profile;
        this.rss = profile.rss();
        this.columns = columns;
        parted = !rss.isOfTree() && profile.ledgerSeries().instants().size() >= LEAST_LEDGERS;
    }

    static void print(Profile profile, Page page, Amounts amounts) {
        RssSeries rss = profile.rss();
        if (rss.size() >= LEAST_SAMPLES && rss.durationNanos() > 0) {
            new RssPicture(profile, Math.min(MOST_COLUMNS, page.width() - AXIS_LETTERS - 3)).print(page, amounts);
        }
    }

    private void print(Page page, Amounts amounts) {
        long[] heights = highest(rss, columns);
        long peak = rss.peakBytes();
        long limit = profile.container()
                .map(ContainerUse::limitBytes)
                .filter(bytes -> bytes < 2 * peak)
                .orElse(0L);
        long top = Math.max(peak, limit);
        long step = niceStep(top);
        int rows = (int) ((top + step / 2) / step); // no row that stays empty
        page.blank();
        for (int row = rows; row > 0; row--) {
            // A cell is full when RSS reaches its middle.
            long level = (row - 1) * step + step / 2;
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                line.append(heights[column] >= level ? part(column, level, heights[column]) : ' ');
            }
            if (limit > 0 && limit >= level && (limit < level + step || row == rows)) {
                drawLimit(line);
            }
            page.line(String.format(Locale.ROOT, "%" + AXIS_LETTERS + "s |", amounts.bytes(row * step)) + line);
        }
        page.line(" ".repeat(AXIS_LETTERS - 1) + "0 +" + "-".repeat(columns));
        String end = Amounts.duration(rss.durationNanos());
        page.line(" ".repeat(AXIS_LETTERS + 2) + "0" + " ".repeat(Math.max(1, columns - 1 - end.length())) + end);
        if (parted) {
            page.dimmed(" ".repeat(AXIS_LETTERS + 2), "", "o Java heap  * malloc  # direct buffers  : all other");
        }
    }

    /** Where nothing else is. */
    private void drawLimit(StringBuilder line) {
        String dashes = "- ".repeat(columns).substring(0, columns);
        int middle = (columns - LIMIT.length()) / 2;
        String text = dashes.substring(0, middle) + LIMIT + dashes.substring(middle + LIMIT.length());
        for (int column = 0; column < columns; column++) {
            if (line.charAt(column) == ' ') {
                line.setCharAt(column, text.charAt(column));
            }
        }
    }

    /** What lies at that height when the parts are piled up: Java heap, malloc, direct buffers, all other. */
    private char part(int column, long level, long height) {
        if (!parted) {
            return '#';
        }
        LedgerSeries.Instant instant = profile.ledgerSeries()
                .nearest(rss.epochNanos(0) + (long) ((column + 0.5) / columns * rss.durationNanos()));
        long heap = 0;
        long malloc = 0;
        for (String category : instant.rows().keySet()) {
            heap += category.startsWith("Java heap") ? instant.residentBytes(category) : 0;
            malloc += category.startsWith("malloc") ? instant.residentBytes(category) : 0;
        }
        long direct = instant.residentBytes("direct buffers");
        double at = (double) level / height * instant.residentBytes();
        return at < heap ? 'o' : at < heap + malloc ? '*' : at < heap + malloc + direct ? '#' : ':';
    }

    /** The highest RSS in each column's time; where no sample falls, as in the column before. */
    private static long[] highest(RssSeries rss, int columns) {
        long[] heights = new long[columns];
        Arrays.fill(heights, -1);
        long begin = rss.epochNanos(0);
        for (int i = 0; i < rss.size(); i++) {
            double share = (double) (rss.epochNanos(i) - begin) / rss.durationNanos();
            int column = (int) Math.min(columns - 1, share * columns);
            heights[column] = Math.max(heights[column], rss.rssBytes(i));
        }
        for (int i = 1; i < columns; i++) {
            heights[i] = heights[i] < 0 ? heights[i - 1] : heights[i];
        }
        return heights;
    }

    /** The smallest handy amount of the peak's own unit with which the rows reach the peak. */
    private static long niceStep(long peak) {
        long unit = 1024;
        while (peak >= 1024 * unit && unit < 1L << 60) {
            unit *= 1024;
        }
        for (int quarters : HANDY_QUARTERS) {
            long step = unit / 4 * quarters;
            if (step * ROWS >= peak) {
                return step;
            }
        }
        return unit * 250;
    }
}
