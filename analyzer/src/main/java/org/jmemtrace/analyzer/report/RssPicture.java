// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.analyzer.report;

import java.util.Arrays;
import java.util.Locale;
import org.jmemtrace.analyzer.attribution.RssSeries;

/** RSS over time in a few lines of letters. */
final class RssPicture {
    static final int LEAST_SAMPLES = 8;
    private static final int ROWS = 5;
    private static final int AXIS_LETTERS = 11;
    private static final int MOST_COLUMNS = 66;

    /** 1/4, 1/2, 1, 1.5, 2 and so on to 250. */
    private static final int[] HANDY_QUARTERS = {
        1, 2, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 60, 80, 100, 120, 160, 200, 240, 320, 400, 600, 800, 1000
    };

    private RssPicture() {}

    static void print(RssSeries rss, Page page, Amounts amounts) {
        if (rss.size() < LEAST_SAMPLES || rss.durationNanos() <= 0) {
            return;
        }
        int columns = Math.min(MOST_COLUMNS, page.width() - AXIS_LETTERS - 3);
        long[] heights = highest(rss, columns);
        long peak = rss.peakBytes();
        long step = niceStep(peak);
        int rows = (int) ((peak + step / 2) / step); // no row that stays empty
        page.blank();
        for (int row = rows; row > 0; row--) {
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "%" + AXIS_LETTERS + "s |", amounts.bytes(row * step)));
            // A cell is full when RSS reaches its middle.
            long level = (row - 1) * step + step / 2;
            for (long height : heights) {
                line.append(height >= level ? '#' : ' ');
            }
            page.line(line.toString());
        }
        page.line(" ".repeat(AXIS_LETTERS - 1) + "0 +" + "-".repeat(columns));
        String end = Amounts.duration(rss.durationNanos());
        page.line(" ".repeat(AXIS_LETTERS + 2) + "0" + " ".repeat(Math.max(1, columns - 1 - end.length())) + end);
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
